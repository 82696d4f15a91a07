"""Pieces every panel may use: colours, icons, drawing, small widgets."""
