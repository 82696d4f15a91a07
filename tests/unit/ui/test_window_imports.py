"""What the window may import, and two guards against faults of the binding."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

HEAVY = (
    "torch transformers FlagEmbedding open_clip sentence_transformers qdrant_client qdrant_edge "
    "numpy onnxruntime pypdfium2 pydantic PIL pi_heif resvg_py lxml"
)
EVERYTHING = "import docmind.ui.furnishing, docmind.ui.bridge, docmind.ui.desktop"


@pytest.mark.parametrize("what", ["import docmind.ui.app", f"import docmind.ui.app; {EVERYTHING}"])
def test_nothing_heavy_is_imported(what: str, repository: Path) -> None:
    code = f"{what}; import sys; print(*[n for n in {HEAVY!r}.split() if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_panels_are_not_imported_before_the_first_paint(repository: Path) -> None:
    code = (
        "import docmind.ui.app, sys; "
        "print(*[n for n in sys.modules if n.startswith(('docmind.ui.', 'docmind.core.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    early = set(done.stdout.split())
    assert early.isdisjoint({"docmind.ui.furnishing", "docmind.ui.bridge", "docmind.core.schema"})


class _Bell(QObject):
    rung = Signal(bool)


def test_binding_keeps_count_of_none_and_true(qtbot: QtBot) -> None:
    label, bell = QLabel(), _Bell()
    qtbot.addWidget(label)
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(2000):
        label.setText(str(number))
        bell.rung.emit(True)
    # each call of a faulty binding loses one; from Python 3.12 on both never change
    assert sys.getrefcount(None) > none - 500
    assert sys.getrefcount(True) > true - 500
