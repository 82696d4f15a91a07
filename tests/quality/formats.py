"""What is read of the files of a manifest, format by format, beside what reference libraries read.

``python tests/quality/formats.py MANIFEST.csv [--only SUFFIX,...] [--missed] [--write FILE]``

Reads every file of the manifest (its column ``path``, relative to its own folder) as a job would,
in reading processes with the usual limits, and prints a Markdown table. Text of members counts for
the file that holds them. The references' figures are those of the manifest: ``ref_nonspace_chars``
and ``ref2_chars``; a reference "got text" where its figure is above zero. Bar: text from at least
97 % of the files on which the first reference got text. Ends with status 1 when it is missed.

U+FFFD counts characters that could not be decoded, ours always and the better
reference's where the manifest has ``ref_fffd`` or ``ref2_fffd``. ``--missed`` lists the files with
text for a reference only. ``--write`` puts the table between the marks of a Markdown file.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docmind.core.errors import ExtractionError, UnsupportedType
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool
from docmind.core.schema import Document

BAR = 0.97
AHEAD = 4
BEGIN, END = "<!-- table:begin -->", "<!-- table:end -->"
FFFD_COLUMNS = ("ref_fffd", "ref2_fffd")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the manifest: where the file is and what the references got."""

    name: str
    path: Path
    references: tuple[int, int]
    fffd: int | None

    @property
    def format(self) -> str:
        name = self.name.rpartition("/")[2]
        return name.rpartition(".")[2].lower() if "." in name else "(none)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``failure`` is the kind of its error, "" when it was read."""

    entry: Entry
    characters: int
    fffd: int
    failure: str


@dataclass(slots=True)
class Tally:
    """The sums of one format."""

    files: int = 0
    with_text: int = 0
    references: list[int] = field(default_factory=lambda: [0, 0])
    both: int = 0  # with text here and for the first reference
    fffd: int = 0
    fffd_reference: int | None = None
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        entry = outcome.entry
        self.files += 1
        self.with_text += outcome.characters > 0
        for number, characters in enumerate(entry.references):
            self.references[number] += characters > 0
        self.both += outcome.characters > 0 and entry.references[0] > 0
        self.fffd += outcome.fffd
        if entry.fffd is not None:
            self.fffd_reference = (self.fffd_reference or 0) + entry.fffd
        if outcome.failure:
            self.failures[outcome.failure] += 1
        elif not outcome.characters:
            self.failures["no text"] += 1


def entries(manifest: Path, only: frozenset[str]) -> list[Entry]:
    with manifest.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [
        Entry(
            row["path"],
            manifest.parent / row["path"],
            (number(row.get("ref_nonspace_chars")), number(row.get("ref2_chars"))),
            better_fffd(row),
        )
        for row in rows
    ]
    return [entry for entry in found if not only or entry.format in only]


def number(said: str | None) -> int:
    return int(said) if said and said.strip().isdecimal() else 0


def better_fffd(row: dict[str, str]) -> int | None:
    """The count of the better reference, None when the manifest has none."""
    stated = [row[name] for name in FFFD_COLUMNS if (row.get(name) or "").strip().isdecimal()]
    return min(map(int, stated)) if stated else None


def read_all(found: list[Entry]) -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        pool = ExtractionPool(0, ExtractionLimits(), Path(folder, "log"), lambda reason: None)
        try:
            waiting: deque[tuple[Entry, Future[Document]]] = deque()
            for entry in found:
                waiting.append((entry, pool.submit(entry.path)))
                if len(waiting) >= AHEAD * pool.size:
                    yield outcome_of(*waiting.popleft())
            while waiting:
                yield outcome_of(*waiting.popleft())
        finally:
            pool.close()


def outcome_of(entry: Entry, future: Future[Document]) -> Outcome:
    try:
        document = future.result()
    except UnsupportedType:
        return Outcome(entry, 0, 0, "unsupported")
    except ExtractionError as error:
        return Outcome(entry, 0, 0, error.kind)
    inside = [member.document for member in document.members if member.document is not None]
    texts = [page.text for each in (document, *inside) for page in each.pages]
    characters = sum(len("".join(text.split())) for text in texts)
    return Outcome(entry, characters, sum(text.count("\ufffd") for text in texts), "")


def table(outcomes: list[Outcome]) -> str:
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    total = Tally()
    for outcome in outcomes:
        tallies[outcome.entry.format].add(outcome)
        total.add(outcome)
    lines = [
        "| format | files | with text | first reference | second reference "
        "| of the first's | U+FFFD | of the better reference | without text, and why |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
        *(line(name, tallies[name]) for name in sorted(tallies)),
        line("**all**", total),
    ]
    return "\n".join(lines)


def line(name: str, tally: Tally) -> str:
    first, second = tally.references
    share = f"{tally.both} of {first}" if first else ""
    fffd = "" if tally.fffd_reference is None else f"{tally.fffd_reference:,}"
    why = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.failures.items()))
    return (
        f"| {name} | {tally.files} | {tally.with_text} | {first} | {second} | {share} "
        f"| {tally.fffd:,} | {fffd} | {why.replace('_', ' ')} |"
    )


def missed(outcomes: list[Outcome]) -> list[str]:
    return [
        f"{outcome.entry.name}: {outcome.failure or 'no text'}, "
        f"references {outcome.entry.references[0]} and {outcome.entry.references[1]}"
        for outcome in outcomes
        if not outcome.characters and max(outcome.entry.references) > 0
    ]


def share_of(outcomes: list[Outcome]) -> float:
    """The part of the files with text for the first reference that have text here, 0..1."""
    read = [outcome for outcome in outcomes if outcome.entry.references[0] > 0]
    return sum(outcome.characters > 0 for outcome in read) / len(read) if read else 1.0


def summary(outcomes: list[Outcome]) -> str:
    read = [outcome for outcome in outcomes if outcome.entry.references[0] > 0]
    both = sum(outcome.characters > 0 for outcome in read)
    has_fffd = any(outcome.entry.fffd is not None for outcome in outcomes)
    said = (
        f"Text from {both:,} of the {len(read):,} files on which the first reference got text: "
        f"{share_of(outcomes):.1%} (bar: {BAR:.0%})."
    )
    return said if has_fffd else f"{said} The manifest does not count the references' U+FFFD."


def write(file: Path, said: str) -> None:
    """Replace what stands between the marks, or make the file."""
    if file.exists() and BEGIN in (text := file.read_text(encoding="utf-8")):
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
    else:
        before, after = "# What is read of which format\n\n", "\n"
    file.write_text(f"{before}{BEGIN}\n{said}\n{END}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure reading, format by format.")
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--only", default="", help="suffixes, joined by commas")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    only = frozenset(filter(None, asked.only.lower().split(",")))
    started = time.monotonic()
    outcomes = list(read_all(entries(asked.manifest, only)))
    said = f"{summary(outcomes)}\n\n{table(outcomes)}"
    print(said)
    print(f"\n{len(outcomes):,} files in {time.monotonic() - started:.0f} s")
    if asked.missed:
        print("\n".join(["", *missed(outcomes)]))
    if asked.write is not None:
        write(asked.write, said)
    return 0 if share_of(outcomes) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
