"""Starting with the desktop's session, where a person wants that: a module for each system."""
