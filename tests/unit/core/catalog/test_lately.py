"""What was read lately is not read again, until something changes."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.core.catalog.lately import Lately


class Table:
    """Rows in memory that count how often each was read."""

    def __init__(self, **rows: int) -> None:
        self.rows = rows
        self.commits: int | None = 0
        self.read_keys: list[str] = []

    def settled(self) -> int | None:
        return self.commits

    def read(self, keys: Sequence[str]) -> dict[str, int]:
        self.read_keys += keys
        return {key: self.rows[key] for key in keys if key in self.rows}


def test_only_what_is_not_known_is_read() -> None:
    table = Table(a=1, b=2)
    lately = Lately[str, int](10, table.settled)
    assert lately.get(["a"], table.read) == {"a": 1}
    assert lately.get(["a", "b"], table.read) == {"a": 1, "b": 2}
    assert table.read_keys == ["a", "b"]


def test_unknown_keys_are_left_out_and_asked_for_again() -> None:
    table = Table()
    lately = Lately[str, int](10, table.settled)
    assert lately.get(["a"], table.read) == {}
    table.rows["a"] = 1
    assert lately.get(["a"], table.read) == {"a": 1}


def test_a_commit_makes_everything_be_read_again() -> None:
    table = Table(a=1)
    lately = Lately[str, int](10, table.settled)
    lately.get(["a"], table.read)
    table.rows["a"], table.commits = 2, 1
    assert lately.get(["a"], table.read) == {"a": 2}


def test_what_a_commit_overtook_is_not_kept() -> None:
    table = Table(a=1)
    lately = Lately[str, int](10, table.settled)

    def overtaken(keys: Sequence[str]) -> dict[str, int]:
        found = table.read(keys)
        table.rows["a"], table.commits = 2, 1
        return found

    assert lately.get(["a"], overtaken) == {"a": 1}
    assert lately.get(["a"], table.read) == {"a": 2}


def test_nothing_is_kept_inside_a_transaction() -> None:
    table = Table(a=1)
    lately = Lately[str, int](10, table.settled)
    table.commits = None
    assert lately.get(["a"], table.read) == {"a": 1}
    table.commits, table.rows["a"] = 0, 2  # it was undone
    assert lately.get(["a"], table.read) == {"a": 2}


def test_the_oldest_make_room() -> None:
    table = Table(a=1, b=2, c=3)
    lately = Lately[str, int](2, table.settled)
    for key in "abac":
        lately.get([key], table.read)
    table.read_keys.clear()
    lately.get(["a", "b", "c"], table.read)
    assert table.read_keys == ["b"]


def test_a_key_that_is_forgotten_is_read_again() -> None:
    table = Table(a=1)
    lately = Lately[str, int](10, table.settled)
    lately.get(["a"], table.read)
    lately.forget("a")
    lately.get(["a"], table.read)
    assert table.read_keys == ["a", "a"]
