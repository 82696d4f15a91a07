"""An indexing job over real folders, with fakes for the other processes."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from docmind.core.errors import ModelError
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.restore import reconcile


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    for number in range(12):
        (folder / f"note-{number}.txt").write_text(f"Note {number} speaks of apples. " * 30)
    (folder / "deep" / "letter.txt").write_text("A letter about pears.")
    (folder / "broken.bad").write_text("x")
    (folder / "program.bin").write_text("x")
    return folder


def run(shop, folder, below=None):
    return IndexJob(shop.rooms, [Target(folder, below)]).run(shop.context())


def agree(shop) -> bool:
    return shop.store.ids() == shop.catalog.point_ids() and shop.catalog.leftovers() == ([], [])


def test_every_file_gets_a_state(shop, folder):
    report = run(shop, folder)
    counts = report.counts
    assert (counts.added, counts.failed, counts.skipped) == (13, 1, 1)
    assert counts.chunks == shop.store.count() == shop.catalog.counts()[1] > 13
    assert report.skipped_types == ((".bin", 1),)
    assert [item.path.name for item in shop.catalog.problems()] == ["broken.bad"]
    assert agree(shop)


def test_an_unchanged_tree_reads_and_embeds_nothing(shop, folder):
    run(shop, folder)
    read, calls = len(shop.reader.read), shop.embedder.calls
    counts = run(shop, folder).counts
    assert (counts.unchanged, counts.failed, counts.skipped) == (13, 1, 1)
    assert (counts.added, counts.updated, counts.chunks, counts.embedded) == (0, 0, 0, 0)
    assert (len(shop.reader.read), shop.embedder.calls) == (read, calls)


def test_a_touched_file_is_only_hashed(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    os.utime(folder / "note-3.txt", ns=(1, 10**18))
    counts = run(shop, folder).counts
    assert (counts.unchanged, counts.updated, counts.embedded) == (13, 0, 0)
    assert len(shop.reader.read) == read
    assert run(shop, folder).counts.unchanged == 13


def test_a_changed_file_replaces_its_points(shop, folder):
    run(shop, folder)
    (folder / "note-3.txt").write_text("Something else entirely about plums.")
    counts = run(shop, folder).counts
    assert (counts.updated, counts.unchanged) == (1, 12)
    texts = [chunk.text for chunk in all_chunks(shop, folder / "note-3.txt")]
    assert texts == ["Something else entirely about plums."]
    assert agree(shop)


def all_chunks(shop, path):
    (file_id,) = shop.catalog.file_ids_under(path)
    return shop.catalog.file_chunks(file_id)


def test_deleted_files_leave_the_index(shop, folder):
    run(shop, folder)
    (folder / "note-1.txt").unlink()
    (folder / "deep" / "letter.txt").unlink()
    assert run(shop, folder).counts.removed == 2
    assert shop.catalog.counts()[0] == 11
    assert agree(shop)


def test_a_renamed_folder_is_neither_read_nor_embedded_again(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    (folder / "deep").rename(folder / "deeper")
    counts = run(shop, folder).counts
    assert (counts.added, counts.removed, counts.embedded) == (1, 1, 0)
    assert len(shop.reader.read) == read
    assert agree(shop)


def test_a_copy_is_neither_read_nor_embedded_again(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    (folder / "copy.txt").write_bytes((folder / "note-2.txt").read_bytes())
    counts = run(shop, folder).counts
    assert (counts.added, counts.embedded) == (1, 0)
    assert len(shop.reader.read) == read


def test_only_the_part_asked_for_is_looked_at(shop, folder):
    run(shop, folder)
    (folder / "note-1.txt").unlink()
    (folder / "deep" / "new.txt").write_text("New words.")
    counts = run(shop, folder, below=folder / "deep").counts
    assert (counts.added, counts.removed, counts.unchanged) == (1, 0, 1)


def test_a_source_that_is_away_keeps_its_documents(shop, folder, tmp_path):
    run(shop, folder)
    folder.rename(tmp_path / "elsewhere")
    counts = run(shop, folder).counts
    assert counts.removed == 0
    assert shop.catalog.counts()[0] == 13


def test_another_pipeline_reads_no_file_again(shop, folder):
    run(shop, folder)
    read = len(shop.reader.read)
    shop.rooms = replace(shop.rooms, pipeline="x1;c2;l;s")
    counts = run(shop, folder).counts
    assert counts.updated == 13
    # what never was extracted is tried again; the rest comes from the catalog
    assert {path.name for path in shop.reader.read[read:]} == {"broken.bad", "program.bin"}
    assert agree(shop)


def test_a_model_that_fails_loses_nothing(shop, folder):
    shop.embedder.failing = ModelError("The model does not stay alive")
    with pytest.raises(ModelError):
        run(shop, folder)
    shop.embedder.failing = None
    assert run(shop, folder).counts.added == 13
    assert agree(shop)


def test_a_cancelled_job_keeps_what_was_done(shop, folder):
    context = shop.context()

    def stop_at_the_sixth(path):
        if len(shop.reader.read) == 6:
            context.token.cancel()

    shop.reader.before = stop_at_the_sixth
    report = IndexJob(shop.rooms, [Target(folder)]).run(context)
    assert report.outcome == "cancelled"
    assert agree(shop)
    shop.reader.before = lambda path: None
    counts = run(shop, folder).counts
    assert counts.added + report.counts.added == 13


def test_a_store_that_lost_points_is_completed_without_embedding(shop, folder):
    run(shop, folder)
    lost = sorted(shop.store.ids())[:5]
    shop.store.delete(lost)
    known = set(shop.embedder.known)
    assert reconcile(shop.rooms, shop.context().token) >= 1
    assert agree(shop)
    assert shop.embedder.known == known


def test_strange_points_are_removed_from_the_store(shop, folder, tmp_path):
    run(shop, folder)
    (file_id,) = shop.catalog.file_ids_under(folder / "deep" / "letter.txt")
    with shop.catalog.write() as connection:
        connection.execute("DELETE FROM chunks WHERE file_id = ?", (file_id,))
    reconcile(shop.rooms, shop.context().token)
    assert agree(shop)


def test_drifted_mean_lengths_are_weighed_again(shop, folder):
    run(shop, folder)
    shop.catalog.set_meta("weighed_means", "1000 1000")
    (folder / "one-more.txt").write_text("One more.")
    run(shop, folder)
    means = tuple(map(float, shop.catalog.meta("weighed_means").split()))
    assert means == pytest.approx(shop.catalog.mean_lengths()[:2], rel=1e-4)
    assert agree(shop)


def test_an_unreadable_folder_is_a_problem_and_keeps_its_files(shop, folder, monkeypatch):
    run(shop, folder)
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    counts = run(shop, folder).counts
    assert counts.removed == 0
    assert folder / "deep" in {item.path for item in shop.catalog.problems()}
    monkeypatch.undo()
    run(shop, folder)
    assert folder / "deep" not in {item.path for item in shop.catalog.problems()}
