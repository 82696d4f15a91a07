"""Where the frozen program begins."""

from __future__ import annotations

import os
import sys

# onnxruntime's Linux wheel reports home unless this stands before its import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from docmind.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
