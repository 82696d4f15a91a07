"""DocMind: finds anything in a person's own files, offline."""

__version__ = "0.1.0"
