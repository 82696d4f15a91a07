from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from docmind.core.errors import FileUnreadable
from docmind.core.files import open_regular, stamp


def test_opens_and_closes_regular_files(tmp_path):
    (tmp_path / "f").write_bytes(b"content")
    with open_regular(tmp_path / "f") as file:
        assert file.read() == b"content"
    assert file.closed


def test_stamp_tells_states_apart(tmp_path):
    path = tmp_path / "f"
    path.write_text("a")
    first = stamp(path)
    assert stamp(path) == first
    path.write_text("ab")
    assert stamp(path) != first


@pytest.mark.parametrize("name", ["missing", "nul\0byte"])
def test_names_that_lead_to_nothing(tmp_path, name):
    for look in (open_regular, stamp):
        with pytest.raises(FileUnreadable) as caught:
            look(tmp_path / name)
        assert caught.value.path == tmp_path / name
        assert caught.value.detail.endswith(".")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file types")
def test_what_is_not_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    expected = {
        tmp_path / "pipe": "It is a pipe, socket, device or folder.",
        tmp_path: "It is a pipe, socket, device or folder.",
        Path("/dev/null"): "It is a pipe, socket, device or folder.",
        tmp_path / "loop": "It is a link that leads nowhere.",
    }
    for path, detail in expected.items():
        with pytest.raises(FileUnreadable) as caught:
            open_regular(path)
        assert caught.value.detail == detail
