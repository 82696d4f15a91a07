"""A small tree, and jobs that look at it for changes."""

from __future__ import annotations

from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.planner import plan_source

NAMES = ("a.txt", "b.txt", "work/c.txt", "work/deep/d.txt", "home/e.txt", "home/x.bin")


def make_tree(folder):
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"What stands in {name}.")
    (folder / "work" / "broken.bad").write_text("x")
    return folder


def run(shop, folder, below=None):
    report = IndexJob(shop.rooms, [Target(folder, below)]).run(shop.context())
    assert report.outcome == "done"
    return report.counts


def read_again(shop, folder, below=None):
    """The names of the files that a job reads or hashes."""
    plan = plan_source(shop.rooms, folder, below, lambda seen: None)
    run(shop, folder, below)
    return sorted(item.found.path.name for item in plan.read)


def known(shop, folder):
    return {
        record.path.relative_to(folder).as_posix() for record in shop.catalog.list_files(folder, 99)
    }
