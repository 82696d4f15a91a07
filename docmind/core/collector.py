"""Python's own work, in a process that must answer within milliseconds."""

from __future__ import annotations

import gc
import sys

_THRESHOLDS = 10_000, 20, 50
_TURN_SECONDS = 0.001


def spare_what_is_loaded() -> None:
    """Never look again at the objects that are there, and seldom at long-lived ones.

    Walking through all of them held single searches for 60 ms among 100,000 passages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def take_short_turns() -> None:
    """Have busy threads take turns of a millisecond, not of five: an answer is made of many short
    waits for the store and the catalog, and after each it had to wait for a whole turn."""
    sys.setswitchinterval(_TURN_SECONDS)
