"""What makes the packages: one module for each part, `packaging/build.py` in front of them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the checkout, not one installed
