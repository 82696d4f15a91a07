"""What the list models tell of their rows beside what Qt asks of every model."""

from __future__ import annotations

from pathlib import Path

from fakes.engine import make_hit
from pytestqt.qtbot import QtBot

from docmind.core import SourceStatus
from docmind.ui.library.sources import SourcesModel, count_text, state_text
from docmind.ui.search.model import ResultsModel

HITS = tuple(make_hit(n, f"/docs/{n}.txt", f"Title {n}", "A passage") for n in range(5))
SOURCES = tuple(SourceStatus(Path(f"/docs/{n}"), "current", n, n, 0, 0) for n in range(4))


def test_results_find_a_row_by_file() -> None:
    model = ResultsModel()
    model.show(HITS)
    assert model.row_of(3) == 3
    assert model.row_of(99) is None
    assert model.hit_at(-1) is None


def test_sources_that_stay_keep_their_rows(qtbot: QtBot) -> None:
    model = SourcesModel()
    model.show(SOURCES)
    changed = (SourceStatus(SOURCES[0].path, "reading", 10, 4, 0, 0), *SOURCES[1:])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(changed)


def test_source_texts() -> None:
    reading = SourceStatus(Path("/a"), "reading", 200, 199, 0, 3)
    assert count_text(reading) == "99 %"
    assert "3 files of types that are not read" in state_text(reading)
    assert count_text(SourceStatus(Path("/a"), "reading", 0, 0, 0, 0)) == "0"
