"""The bridge's calls to the engine, a module for each part of the window."""
