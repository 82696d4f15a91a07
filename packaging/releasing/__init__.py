"""What makes a version of a state of the sources, `packaging/release.py` in front of it."""
