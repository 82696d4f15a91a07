"""Servers that run models: on this computer, or on another one that a person allowed."""
