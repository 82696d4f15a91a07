"""Cycles are collected on the window's thread, between what a person does."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from docmind.ui import tidying
from docmind.ui.tidying import Tidying


class Ring:
    """Holds itself, and notes where it is let go of."""

    gone: list[int]

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone
        self.itself = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.fixture
def tidy(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tidying]:
    monkeypatch.setattr(tidying, "EVERY_MS", 5)
    monkeypatch.setattr(tidying, "YOUNG", 200)
    made = Tidying()
    yield made
    made.release()


def test_cycles_go_on_the_window_s_thread_only(qtbot: QtBot, tidy: Tidying) -> None:
    gone: list[int] = []

    def make() -> None:
        for _ in range(2000):
            Ring(gone)

    other = threading.Thread(target=make)
    other.start()
    other.join()
    qtbot.waitUntil(lambda: len(gone) == 2000)
    assert set(gone) == {threading.get_ident()}


def test_old_ones_go_while_nothing_new_comes(
    qtbot: QtBot, tidy: Tidying, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[int] = []
    old = Ring(gone)
    gc.collect(1)  # it is old now
    seen = weakref.ref(old)
    del old
    monkeypatch.setattr(tidying, "OLD", -1)
    qtbot.waitUntil(lambda: seen() is None)


def test_what_was_is_given_back(qapp: object) -> None:
    assert gc.isenabled()
    made = Tidying()
    assert not gc.isenabled() and gc.get_freeze_count() > 0
    made.release()
    made.release()
    assert gc.isenabled() and gc.get_freeze_count() == 0
