"""What makes the packages: one module for each part, `packaging/build.py` in front of them."""
