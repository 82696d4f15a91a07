"""Rows that were read lately, kept until something is committed: while a person types, one answer
after another needs the same passages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lately(Generic[Key, Value]):
    """The newest ``most`` values by key. Thread-safe.

    ``settled`` counts commits, and is None while nothing may be kept: what was read before the
    newest commit is forgotten.
    """

    def __init__(self, most: int, settled: Callable[[], int | None]) -> None:
        self._most = most
        self._settled = settled
        self._lock = threading.Lock()
        self._read_at: int | None = None
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(
        self, keys: Iterable[Key], read: Callable[[Sequence[Key]], Mapping[Key, Value]]
    ) -> dict[Key, Value]:
        """The values of ``keys``; ``read`` gives those that are not here, and leaves out what is
        unknown."""
        now = self._settled()
        if now is None:
            return dict(read([*keys]))
        found: dict[Key, Value] = {}
        missing: list[Key] = []
        with self._lock:
            if self._read_at != now:
                self._kept.clear()
                self._read_at = now
            for key in keys:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found[key] = self._kept[key]
                else:
                    missing.append(key)
        if missing:
            new = read(missing)
            found.update(new)
            self._keep(new, now)
        return found

    def forget(self, key: Key) -> None:
        """Read this one anew when it is asked for again."""
        with self._lock:
            self._kept.pop(key, None)

    def _keep(self, new: Mapping[Key, Value], read_at: int) -> None:
        with self._lock:
            # a commit in the meantime: nobody knows on which side of it these were read
            if self._read_at != read_at or self._settled() != read_at:
                return
            self._kept.update(new)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
