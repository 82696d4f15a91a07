"""What is loaded is spared by the collector, what comes later is still collected."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from docmind.core.collector import spare_what_is_loaded, take_short_turns


class Knot:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    yield
    sys.setswitchinterval(turn)
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_is_loaded_is_spared() -> None:
    before = gc.get_freeze_count()
    spare_what_is_loaded()
    assert gc.get_freeze_count() > before + 1000


def test_cycles_made_later_are_collected() -> None:
    spare_what_is_loaded()
    knot = weakref.ref(Knot())
    gc.collect()
    assert knot() is None


def test_busy_threads_take_short_turns() -> None:
    take_short_turns()
    assert sys.getswitchinterval() == pytest.approx(0.001)
