"""What patterns would drop, against what a job drops with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.rooms import bench

from docmind.core.discover.ignore import WalkRules
from docmind.core.errors import UsageError
from docmind.core.index.excludes import preview_exclude
from docmind.core.index.pipeline import IndexJob, Target

NAMES = (
    *("a.txt", "b.log", "work/c.log", "work/keep.log", "work/drafts/d.txt", "drafts/e.txt"),
    *("drafts/deep/f.log", "home/broken.bad", "home/x.bin", "out/keep.txt", "out/deep/keep.log"),
)


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "papers"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"What stands in {name}.")
    shop = bench(tmp_path / "library")
    shop.catalog.add_source(folder)
    run(shop, folder)
    yield shop
    shop.catalog.close()


def run(shop, folder):
    assert IndexJob(shop.rooms, [Target(folder)]).run(shop.context()).outcome == "done"


def listed(shop, folder):
    found = {item.path for item in shop.catalog.list_files(folder, 99) if item.state != "skipped"}
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.mark.parametrize(
    "patterns",
    [
        ("*.log",),
        ("*.log", "!keep.log"),
        ("drafts/",),
        ("/drafts/",),
        ("work/**/d.txt",),
        ("out/", "!out/keep.txt"),
        ("out/*", "!out/keep.txt"),
        ("*.bad", "*.bin"),
        ("nothing-like-that",),
        ("*",),
    ],
)
def test_the_preview_names_what_the_next_job_drops(shop, tmp_path, patterns):
    folder = tmp_path / "papers"
    before = listed(shop, folder)
    sizes = {name: (folder / name).stat().st_size for name in before}
    preview = preview_exclude(shop.catalog, patterns)
    shop.rooms = replace(shop.rooms, rules=WalkRules(exclude=patterns))
    run(shop, folder)
    dropped = before - listed(shop, folder)
    assert {path.relative_to(folder).as_posix() for path in preview.examples} == dropped
    assert (preview.files, preview.size) == (len(dropped), sum(sizes[name] for name in dropped))


def test_it_needs_no_disk_and_shows_the_first_twenty(shop, tmp_path):
    folder = tmp_path / "papers"
    for number in range(30):
        (folder / f"note-{number:02}.txt").write_text("A note.")
    run(shop, folder)
    folder.rename(tmp_path / "away")
    preview = preview_exclude(shop.catalog, ["note-*"])
    assert (preview.files, preview.size) == (30, 30 * len("A note."))
    assert [path.name for path in preview.examples[:2]] == ["note-00.txt", "note-01.txt"]
    assert len(preview.examples) == 20


def test_patterns_in_force_already_may_be_undone_by_new_ones(shop):
    assert preview_exclude(shop.catalog, ["*.log"]).files == 5
    assert preview_exclude(shop.catalog, ["!keep.log"], existing=["*.log"]).files == 3


def test_no_pattern_drops_nothing(shop):
    assert preview_exclude(shop.catalog, ["", "  ", "# a note"]).files == 0


@pytest.mark.parametrize("pattern", ["!", "a*b*c*d*e*f"])
def test_a_pattern_that_cannot_be_used_is_named(shop, pattern):
    with pytest.raises(UsageError, match="cannot be used"):
        preview_exclude(shop.catalog, ["*.log", pattern])


def test_a_source_that_is_one_file_is_never_left_out(shop, tmp_path):
    alone = tmp_path / "alone.log"
    alone.write_text("A file by itself.")
    shop.catalog.add_source(alone)
    run(shop, alone)
    assert alone not in preview_exclude(shop.catalog, ["*.log"]).examples
