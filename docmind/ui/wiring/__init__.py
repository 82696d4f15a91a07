"""Joins the panels of a window: what each part's actions do, and its connections."""
