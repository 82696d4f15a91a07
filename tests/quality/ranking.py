"""Compares ways of ranking on collections, as ``docmind eval --compare`` does, for RANKING.md.

    python tests/quality/ranking.py COLLECTION... [--split S] [--write FILE]

Prints Markdown tables; ``--write`` puts them between the marks of a Markdown file, those of
``--split`` under marks of their own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docmind.core.evaluation import ComparisonReport, compare_rankings, macro_mean

BEGIN, END = "<!-- {}:begin -->", "<!-- {}:end -->"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("collections", nargs="+", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    reports = [compare_rankings(folder, split=options.split) for folder in options.collections]
    table = "\n".join(tables(reports))
    print(table)
    if options.write is not None:
        text = options.write.read_text("utf-8")
        options.write.write_text(with_tables(text, options.split or "all", table), "utf-8")
    return 0


def with_tables(text: str, name: str, table: str) -> str:
    """``text`` with what stands between the marks of ``name`` replaced."""
    begin, end = BEGIN.format(name), END.format(name)
    before, rest = text.split(begin)
    return f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}"


def tables(reports: Sequence[ComparisonReport]) -> Iterator[str]:
    """The macro mean, how sure its differences are, then every collection."""
    if len(reports) > 1:
        yield from _figures(f"Mean of {len(reports)} collections", macro_mean(reports))
    for report in reports:
        yield from _figures(report.collection, report)


def _figures(head: str, report: ComparisonReport) -> Iterator[str]:
    names = [name for name, _ in report.ways[0].classes]
    yield f"**{head}**"
    yield ""
    yield "| way | " + " | ".join(_column(report, name) for name in names) + " |"
    yield "|---|" + "---|" * len(names)
    for way in report.ways:
        classes = dict(way.classes)
        cells = (
            f"{_short(its.ndcg_at_10)} / {_short(its.recall_at_100)} / {_short(its.mrr_at_10)}"
            for its in (classes[name] for name in names)
        )
        yield f"| {way.name} | " + " | ".join(cells) + " |"
    yield ""
    yield "| auto minus | natural | exact |"
    yield "|---|---|---|"
    for way in report.ways[1:]:
        found = {item.cls: item.interval for item in report.differences if item.way == way.name}
        cells = (
            f"{its.mean:+.4f} [{its.low:+.4f}, {its.high:+.4f}]{' *' if its.is_sure else ''}"
            if (its := found.get(name)) is not None
            else ""
            for name in ("natural", "exact")
        )
        yield f"| {way.name} | " + " | ".join(cells) + " |"
    yield ""


def _column(report: ComparisonReport, name: str) -> str:
    return f"{name} ({dict(report.ways[0].classes)[name].queries})"


def _short(share: float) -> str:
    return f"{share:.3f}".lstrip("0") if share < 1 else "1.000"


if __name__ == "__main__":
    sys.exit(main())
