"""The search half of the window: field, modes, results."""
