"""What is told of one provider, and how a trial ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["passed", "failed", "not run"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One provider: ``room`` it belongs to, its ``name``, how it did, and ``detail``, a sentence on
    what was tried, what failed, or why nothing was tried."""

    room: str
    name: str
    state: State
    detail: str


class NotRun(Exception):
    """Nothing can be tried here; the message says why."""


def expect(holds: bool, promise: str) -> None:
    """Raises ``AssertionError`` with ``promise``, a clause such as "rows have unit length", unless
    it holds. Not an ``assert``: it must also count where Python runs optimised."""
    if not holds:
        raise AssertionError(f"It does not hold that {promise}")
