"""What is erased, and what is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core import DocMindError, request_erasure, withdraw_erasure
from docmind.core.erasing import erase_if_wanted
from docmind.core.paths import Library, cache_dir


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library folder with something of everything, beside a person's own file."""
    monkeypatch.setenv("DOCMIND_CACHE_DIR", str(tmp_path / "caches"))
    home = Library(tmp_path / "library")
    home.create()
    for name in ("catalog.sqlite3", "catalog.sqlite3-wal", "embeddings.sqlite3", "engine.lock"):
        (home.root / name).write_text("x")
    for folder in (home.store / "space", home.pictures, home.backups, cache_dir() / "models"):
        folder.mkdir(parents=True)
        (folder / "part").write_text("x")
    (home.logs / "engine.log").write_text("reading /home/nora/secret.pdf")
    (cache_dir() / "mine.txt").write_text("a person's own")
    return home


def _there(library: Library) -> set[str]:
    return {path.name for path in library.root.iterdir()}


def test_nothing_is_erased_unasked(library: Library) -> None:
    before = _there(library)
    erase_if_wanted(library)
    assert _there(library) == before


def test_caches_go_and_the_index_stays(library: Library) -> None:
    request_erasure(library.root, "caches")
    erase_if_wanted(library)
    assert _there(library) == {
        "catalog.sqlite3", "catalog.sqlite3-wal", "store", "pictures", "backups", "logs",
        "engine.lock",
    }  # fmt: skip
    assert [path.name for path in cache_dir().iterdir()] == ["mine.txt"]
    assert "secret" in (library.logs / "engine.log").read_text()


def test_the_index_goes_with_what_logs_say(library: Library) -> None:
    request_erasure(library.root, "index")
    erase_if_wanted(library)
    assert _there(library) == {"logs", "engine.lock"}
    assert (library.logs / "engine.log").read_text() == ""
    assert (cache_dir() / "models").exists()


def test_a_link_in_place_of_the_store_is_taken_away_alone(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "target"
    library.store.rename(target)
    library.store.symlink_to(target)
    request_erasure(library.root, "index")
    erase_if_wanted(library)
    assert (target / "space" / "part").exists()
    assert not library.store.is_symlink()


def test_a_wish_can_be_withdrawn_and_wishes_add_up(library: Library) -> None:
    request_erasure(library.root, "index")
    withdraw_erasure(library.root)
    before = _there(library)
    erase_if_wanted(library)
    assert _there(library) == before
    request_erasure(library.root, "index")
    request_erasure(library.root, "caches")
    erase_if_wanted(library)
    assert _there(library) == {"logs", "engine.lock"}
    assert not (cache_dir() / "models").exists()


def test_what_cannot_be_deleted_is_said_and_tried_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_erasure(library.root, "index")

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("docmind.core.erasing.shutil.rmtree", refuse)
        with pytest.raises(DocMindError, match="could not be erased"):
            erase_if_wanted(library)
    assert "catalog.sqlite3" in _there(library)
    erase_if_wanted(library)
    assert "catalog.sqlite3" not in _there(library)


def test_a_wish_that_cannot_be_read_is_none(library: Library) -> None:
    (library.root / "erase.json").write_text('["everything", 5')
    before = _there(library)
    erase_if_wanted(library)
    assert _there(library) == before
