"""Where the frozen program begins."""

from __future__ import annotations

import os
import sys

# onnxruntime's Linux wheel reports home unless this stands before its import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from docmind.__main__ import main


def leave_others_alone() -> None:
    """Take back what PyInstaller's start told the loader of libraries: programs that are opened
    from here (a viewer, a browser) must load their own. This process has read it already, and
    children of our own are told to begin anew."""
    if not sys.platform.startswith("linux"):
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    leave_others_alone()
    sys.exit(main())
