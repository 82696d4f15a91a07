"""Ids of points say which file they belong to."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.store.ids import MOST_FILES, file_of, point_id

files = st.integers(0, MOST_FILES - 1)


@given(files, st.text(), st.integers(0, 10**6))
def test_an_id_says_its_file(file_id: int, content: str, ordinal: int) -> None:
    made = point_id(file_id, content, ordinal)
    assert file_of(made) == file_id
    parsed = uuid.UUID(made)
    assert str(parsed) == made
    assert (parsed.version, parsed.variant) == (8, uuid.RFC_4122)


@given(files, st.text(), st.text())
def test_ids_differ_where_a_part_does(file_id: int, one: str, other: str) -> None:
    same = point_id(file_id, one, 0) == point_id(file_id, other, 0)
    assert same == (one == other)
    assert point_id(file_id, one, 0) != point_id(file_id, one, 1)
    assert point_id(file_id, one, other) == point_id(file_id, one, other)


def test_parts_are_kept_apart() -> None:
    assert point_id(1, "a", "bc") != point_id(1, "ab", "c")


@pytest.mark.parametrize(
    "other",
    [
        "",
        "x",
        "7",
        "3f0c1f5e-9f3c-4b62-8d0a-5f2c9a7d1b44",
        str(uuid.uuid5(uuid.NAMESPACE_URL, "a")),
    ],
)
def test_other_ids_do_not_say(other: str) -> None:
    assert file_of(other) is None


def test_a_file_id_that_does_not_fit_is_refused() -> None:
    with pytest.raises(OverflowError):
        point_id(MOST_FILES, "a")
