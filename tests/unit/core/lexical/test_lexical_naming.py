"""Names in the order in which file browsers list them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docmind.core.lexical import name_order


def test_numbers_count_as_numbers_and_case_and_accents_do_not() -> None:
    names = ["scan 10.pdf", "Scan 2.pdf", "scan 1.pdf", "Übung.txt", "zebra.txt", "ufer.txt"]
    assert sorted(names, key=name_order) == [
        "scan 1.pdf", "Scan 2.pdf", "scan 10.pdf", "Übung.txt", "ufer.txt", "zebra.txt",
    ]  # fmt: skip


@given(st.integers(0, 10**60), st.integers(0, 10**60))
def test_numbers_of_any_length(one: int, other: int) -> None:
    ordered = name_order(f"a{one}.txt") < name_order(f"a{other}.txt")
    assert ordered == (one < other)


@given(st.text())
def test_every_name_has_a_place(name: str) -> None:
    assert name_order(name) == name_order(name)
    assert name_order(f"{name}1") < name_order(f"{name}2") or name[-1:].isdigit()
