"""Quick search: one question in a small window over whatever else is on the screen."""
