"""Whether sources are there, without waiting for drives that do not answer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from docmind.core.discover import presence
from docmind.core.discover.presence import Lookout, Sight, lies_on, look, shared_mounts


def test_a_folder_is_told_from_another_at_its_place(tmp_path):
    place = tmp_path / "source"
    assert look(place) is None
    place.mkdir()
    first = look(place)
    assert first is not None
    place.rename(tmp_path / "away")
    assert look(place) is None
    place.mkdir()
    assert look(place) not in (None, first)


def test_a_drive_that_does_not_answer_counts_as_away():
    answers, told = threading.Event(), []

    def dead(path):
        answers.wait(10)
        return Sight(1, 1)

    lookout = Lookout(lambda path, sight: told.append(sight), dead)
    lookout.ask(Path("/net"))
    assert told == []
    lookout.ask(Path("/net"))
    assert told == [None]
    lookout.close(patience=0.01)
    answers.set()
    for thread in lookout._asked.values():
        thread.join(10)
    assert told == [None]  # what comes late is told nobody


def test_answers_come_on_their_own(tmp_path):
    told, answered = [], threading.Event()

    def seen(path, sight):
        told.append((path, sight))
        answered.set()

    lookout = Lookout(seen)
    lookout.ask(tmp_path)
    assert answered.wait(10)
    lookout.close()
    assert told == [(tmp_path, look(tmp_path))]


@pytest.mark.parametrize(
    ("kind", "options", "shared"),
    [
        ("ext4", "rw,relatime", False),
        ("apfs", "rw,local", False),
        ("NTFS", "rw,fixed", False),
        ("NTFS", "rw,remote", True),
        ("fuseblk", "rw", False),
        ("fuse.sshfs", "rw", True),
        ("nfs4", "rw", True),
        ("cifs", "rw", True),
        ("smbfs", "rw", True),
        ("9p", "rw", True),
    ],
)
def test_file_systems_that_tell_nothing_are_known(kind, options, shared):
    assert presence._is_shared(kind, options) is shared


def test_mounts_are_found_by_their_place(tmp_path):
    assert not lies_on(str(tmp_path), shared_mounts())
    assert lies_on("/net/nas/papers", ("/net/nas",))
    assert lies_on("/net/nas", ("/net/nas",))
    assert not lies_on("/net/nasty", ("/net/nas",))
