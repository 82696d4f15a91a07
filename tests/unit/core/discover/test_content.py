from __future__ import annotations

import os
import sys

import pytest
from blake3 import blake3

from docmind.core.discover.content import content_hash
from docmind.core.errors import FileUnreadable


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_digest_of_the_whole_content(tmp_path, size):
    content = os.urandom(size)
    (tmp_path / "f").write_bytes(content)
    assert content_hash(tmp_path / "f") == blake3(content).hexdigest()


def test_what_is_not_a_readable_file(tmp_path):
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FileUnreadable) as caught:
            content_hash(path)
        assert caught.value.path == path


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
@pytest.mark.timeout(10)
def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnreadable, match="cannot be read"):
        content_hash(tmp_path / "pipe")
