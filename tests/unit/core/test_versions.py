"""Versions are three numbers, and nothing else is one."""

from __future__ import annotations

import pytest

from docmind.core.versions import parse_version


def test_versions_are_in_order() -> None:
    told = ["10.0.0", "0.10.0", "1.0.1", "0.2.0", "1.0.0", "0.1.0"]
    assert sorted(told, key=parse_version) == [
        "0.1.0", "0.2.0", "0.10.0", "1.0.0", "1.0.1", "10.0.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.3-rc.1", "01.2.3", "1.2.3\n", " 1.2.3", "1.2.x",
     "١.٢.٣", "1.2.9999999", "-1.2.3", "1.2.3+x"],
)  # fmt: skip
def test_strange_ones_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        parse_version(text)
