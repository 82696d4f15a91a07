"""What lies inside files, bad content, changing files, and text recognised in pictures."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.rooms import bench

from docmind.core.errors import ExtractionCrashed, FileChanged
from docmind.core.index.contents import with_recognised
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.recognition import RecognitionJob
from docmind.core.schema import Document, Member, Page, Refusal


def text(path: Path, words: str) -> Document:
    return Document(path, "text/plain", "document", path.stem, (Page(None, words),))


def member(name: str, words: str = "", refusal: Refusal | None = None) -> Member:
    document = None if refusal else text(Path(name), words)
    return Member(name, len(words), 7, f"hash of {words}", document, refusal)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "bundle.zip").write_bytes(b"zip 1")
    (folder / "note.txt").write_text("A note about plums.")
    return folder


@pytest.fixture
def shop(tmp_path, folder):
    shop = bench(tmp_path / "library")
    shop.catalog.add_source(folder)
    bundle = text(folder / "bundle.zip", "pear.txt\nfig.txt")
    shop.reader.answers["bundle.zip"] = replace(
        bundle,
        members=(
            member("pear.txt", "All about pears."),
            member("deep/fig.txt", "All about figs."),
            member("bad.pdf", refusal=Refusal("damaged", "The file is damaged", "It is cut.")),
            member("film.mp4", refusal=Refusal("unsupported", "No reader", "mp4")),
        ),
    )
    yield shop
    shop.catalog.close()


def run(shop, folder):
    return IndexJob(shop.rooms, [Target(folder)]).run(shop.context())


def states(shop) -> dict[str, str]:
    return {
        os.path.relpath(record.path, record.source): record.state
        for record in shop.catalog.list_files(None, 100)
    }


def agree(shop) -> bool:
    return shop.store.ids() == shop.catalog.point_ids() and shop.catalog.leftovers() == ([], [])


def test_members_are_documents_of_their_own(shop, folder):
    report = run(shop, folder)
    assert states(shop) == {
        "bundle.zip": "done",
        "bundle.zip/bad.pdf": "problem",
        "bundle.zip/deep/fig.txt": "done",
        "bundle.zip/film.mp4": "skipped",
        "bundle.zip/pear.txt": "done",
        "note.txt": "done",
    }
    assert report.counts.added == 2  # files on disk
    pear = next(r for r in shop.catalog.list_files(None, 9) if r.path.name == "pear.txt")
    assert pear.container == folder / "bundle.zip"
    assert [problem.reason for problem in shop.catalog.problems()] == [
        "The file is damaged. It is cut."
    ]
    assert agree(shop)


def test_an_unchanged_container_is_left_alone(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    counts = run(shop, folder).counts
    assert (counts.unchanged, counts.chunks, counts.removed) == (2, 0, 0)
    assert len(shop.reader.read) == read
    assert len(states(shop)) == 6


def test_members_that_are_gone_leave_with_the_next_version(shop, folder):
    run(shop, folder)
    bundle = shop.reader.answers["bundle.zip"]
    shop.reader.answers["bundle.zip"] = replace(
        bundle, members=(member("pear.txt", "All about green pears."),)
    )
    (folder / "bundle.zip").write_bytes(b"zip number two")
    run(shop, folder)
    assert set(states(shop)) == {"bundle.zip", "bundle.zip/pear.txt", "note.txt"}
    assert agree(shop)


def test_a_removed_container_takes_its_members_along(shop, folder):
    run(shop, folder)
    (folder / "bundle.zip").unlink()
    assert run(shop, folder).counts.removed == 1
    assert set(states(shop)) == {"note.txt"}
    assert agree(shop)


def test_a_container_that_cannot_be_read_any_more_loses_its_members(shop, folder):
    run(shop, folder)
    shop.reader.answers["bundle.zip"] = ExtractionCrashed("The file made the process crash")
    (folder / "bundle.zip").write_bytes(b"broken now")
    run(shop, folder)
    assert states(shop) == {"bundle.zip": "problem", "note.txt": "done"}
    assert agree(shop)


def test_a_moved_container_is_not_read_again(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    (folder / "bundle.zip").rename(folder / "moved.zip")
    counts = run(shop, folder).counts
    assert (counts.added, counts.removed, counts.embedded) == (1, 1, 0)
    assert len(shop.reader.read) == read
    assert states(shop) == {
        "moved.zip": "done",
        "moved.zip/bad.pdf": "problem",
        "moved.zip/deep/fig.txt": "done",
        "moved.zip/film.mp4": "skipped",
        "moved.zip/pear.txt": "done",
        "note.txt": "done",
    }
    assert agree(shop)


def test_an_interrupted_container_is_done_again_in_full(shop, folder):
    embed = shop.embedder.embed_passages

    def fail_at_figs(texts, check):
        if any("figs" in item for item in texts):
            raise RuntimeError("killed")
        return embed(texts)

    shop.embedder.embed_passages = fail_at_figs
    with pytest.raises(RuntimeError):
        run(shop, folder)
    shop.embedder.embed_passages = embed
    run(shop, folder)
    assert states(shop)["bundle.zip"] == "done"
    assert states(shop)["bundle.zip/deep/fig.txt"] == "done"
    assert agree(shop)


def test_content_that_crashed_is_not_tried_again_under_another_name(shop, folder):
    shop.reader.answers["bundle.zip"] = ExtractionCrashed("It crashed", hint="Save it again.")
    run(shop, folder)
    read = len(shop.reader.read)
    (folder / "copy.zip").write_bytes((folder / "bundle.zip").read_bytes())
    run(shop, folder)
    assert len(shop.reader.read) == read
    assert {p.path.name: p.kind for p in shop.catalog.problems()} == {
        "bundle.zip": "crashed",
        "copy.zip": "crashed",
    }
    shop.catalog.allow(shop.catalog.file_ids_under(folder / "copy.zip"))
    shop.catalog.forget_state(shop.catalog.file_ids_under(folder / "copy.zip"))
    run(shop, folder)
    assert shop.reader.allowed == [folder / "copy.zip"]


def test_a_file_that_changes_while_it_is_read_is_read_again(shop, folder, monkeypatch):
    monkeypatch.setattr("docmind.core.index.flow._REST_SECONDS", 0.0)
    note = folder / "note.txt"

    def grow(path: Path) -> None:
        if path == note and "pears" not in note.read_text():
            note.write_text("A longer note, now about pears.")
            raise FileChanged("The file changed while it was read")

    shop.reader.before = grow
    run(shop, folder)
    (record,) = [r for r in shop.catalog.list_files(None, 9) if r.path == note]
    assert record.state == "done"
    assert record.size == note.stat().st_size
    assert run(shop, folder).counts.unchanged == 2


def test_a_file_that_never_rests_is_a_problem_until_it_changes(shop, folder, monkeypatch):
    monkeypatch.setattr("docmind.core.index.flow._REST_SECONDS", 0.0)
    shop.reader.answers["note.txt"] = FileChanged("The file changed while it was read")
    run(shop, folder)
    assert {problem.kind for problem in shop.catalog.problems()} == {"damaged", "changed"}


# -- text in pictures --------------------------------------------------------------------------


class FakePageReader:
    def __init__(self, texts: dict[int, str]) -> None:
        self.texts = texts
        self.asked: list[tuple[str, list[int] | None]] = []

    def kill(self):
        pass

    def pages(self, path, numbers):
        self.asked.append((path.name, None if numbers is None else list(numbers)))
        yield from self.texts.items()


def scan(path: Path) -> Document:
    pages = (Page(1, "A cover letter."), Page(2, ""), Page(3, ""))
    return Document(path, "application/pdf", "document", "scan", pages, 3)


@pytest.fixture
def scanned(shop, folder):
    (folder / "scan.pdf").write_bytes(b"pdf")
    empty = Document(
        folder / "scan.pdf", "application/pdf", "document", "scan", (Page(1, ""), Page(2, "")), 2
    )
    shop.reader.answers["scan.pdf"] = empty
    run(shop, folder)
    return shop


def recognise(shop, reader):
    ids = shop.catalog.silent_files(with_images=True)
    return RecognitionJob(shop.rooms, reader, ids).run(shop.context())


def test_a_document_without_text_is_offered_recognition(scanned):
    offered = [problem for problem in scanned.catalog.problems() if problem.kind == "no_text"]
    assert [problem.path.name for problem in offered] == ["scan.pdf"]
    assert offered[0].action == "recognise"
    assert scanned.catalog.no_text_count() == 1


def test_recognised_text_enters_the_index_and_is_marked(scanned, folder):
    reader = FakePageReader({2: "An invoice about quinces."})
    report = recognise(scanned, reader)
    assert report.counts.updated == 1
    assert reader.asked == [("scan.pdf", [1, 2])]
    (found,) = scanned.catalog.chunks_containing("quinces", 5)
    assert (found.page, found.in_picture) == (2, True)
    assert scanned.catalog.no_text_count() == 0
    assert agree(scanned)
    read = len(scanned.reader.read)
    (folder / "scan.pdf").rename(folder / "renamed.pdf")
    run(scanned, folder)
    assert len(scanned.reader.read) == read
    assert [c.in_picture for c in scanned.catalog.chunks_containing("quinces", 5)] == [True]


def test_what_was_looked_at_is_not_looked_at_again(scanned):
    reader = FakePageReader({})
    recognise(scanned, reader)
    recognise(scanned, reader)
    assert len(reader.asked) == 1
    assert scanned.catalog.no_text_count() == 0  # it is not offered again
    (scan_id,) = [
        r.file_id for r in scanned.catalog.list_files(None, 9) if r.path.name == "scan.pdf"
    ]
    assert scanned.catalog.facts(scan_id)[1] == ("No text was found in its pictures.",)


def test_text_that_a_stopped_job_had_recognised_enters_with_the_next_one(scanned):
    (file_id,) = scanned.catalog.silent_files(with_images=False)
    record = scanned.catalog.files([file_id])[file_id]
    scanned.catalog.remember_recognised(record.content_hash, {1: "An invoice about quinces."})
    reader = FakePageReader({})
    recognise(scanned, reader)
    assert reader.asked == []
    assert len(scanned.catalog.chunks_containing("quinces", 5)) == 1
    assert scanned.catalog.silent_files(with_images=True) == []


def test_pages_without_text_among_others_are_looked_at(shop, folder):
    (folder / "mixed.pdf").write_bytes(b"mixed")
    shop.reader.answers["mixed.pdf"] = scan(folder / "mixed.pdf")
    run(shop, folder)
    reader = FakePageReader({3: "Seen on page three."})
    recognise(shop, reader)
    assert reader.asked == [("mixed.pdf", [2, 3])]
    (found,) = shop.catalog.chunks_containing("page three", 5)
    assert (found.page, found.in_picture) == (3, True)
    recognise(shop, reader)
    assert len(reader.asked) == 1


def test_recognised_text_goes_to_pages_that_have_no_other(tmp_path):
    document = with_recognised(scan(tmp_path / "scan.pdf"), {1: "wrong", 2: "seen", 3: ""})
    assert [(page.text, page.in_picture) for page in document.pages] == [
        ("A cover letter.", False),
        ("seen", True),
        ("", False),
    ]
    again = with_recognised(document, {2: "seen better"})
    assert again.pages[1].text == "seen better"


def test_a_picture_keeps_what_its_metadata_says(tmp_path):
    picture = Document(tmp_path / "p.png", "image/png", "image", "p.png", (Page(None, "Canon"),))
    document = with_recognised(picture, {1: "SALE"})
    assert [(page.number, page.text, page.in_picture) for page in document.pages] == [
        (None, "Canon", False),
        (1, "SALE", True),
    ]
    assert with_recognised(document, {1: "SALE"}) == document
