"""Keys that open quick search from any program: one module per kind of desktop."""
