"""Files that come as events, as a Mac gives those that were double-clicked."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: there can be one application only, and the tests have theirs.
_SCRIPT = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from docmind.ui.app import create_application

application = create_application()
QCoreApplication.sendEvent(application, QFileOpenEvent("/early.docmind-models"))
taken = []
application.give_files_to(taken.append)
QCoreApplication.sendEvent(application, QFileOpenEvent("/late folder"))
print([str(file) for file in taken])
"""


def test_files_that_are_given_wait_for_the_window() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("['/early.docmind-models', '/late folder']\n", "")
