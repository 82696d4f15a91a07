"""What setting misspelt words right costs, with 200,000 different words over 100,000 passages.

    python tests/perf/spelling.py COLLECTION... --at FOLDER [--words 200000] [--searches 150]

The library of ``search_scale.py`` in FOLDER is listed, then invented words are added to its
vocabulary. Prints processor time for listing a passage, for looking at queries without a misspelt
word, for those with one (a letter left out, added or changed, or two swapped), and what the whole
answer takes. Targets: below 5 ms when nothing is misspelt, below 40 ms when something is.
"""

from __future__ import annotations

import argparse
import random
import statistics
import string
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from large_library import open_library, questions

from docmind.core import lexical
from docmind.core.engine import Engine
from docmind.core.index.vocabulary import list_words
from docmind.core.jobs import CancelToken
from docmind.core.schema import Query
from docmind.core.search.spelling import Spelling

SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"] + ["tion", "ing", "er", "ment"]


def list_all(engine: Engine) -> None:
    """List every word of the library, and say how long a passage took."""
    rooms = engine._workshop.rooms()
    running = threading.Event()
    running.set()
    wall, cpu = time.perf_counter(), time.process_time()
    files = list_words(rooms.catalog, rooms.gate, CancelToken(running))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if files:
        passages = engine.status().chunks
        print(f"listed {files} files: {cpu * 1e6 / passages:.0f} µs of processor a passage, "
              f"{wall:.1f} s in all")  # fmt: skip


def add_words(engine: Engine, count: int, chance: random.Random) -> None:
    """Invent words until the vocabulary holds ``count``."""
    while (held := len(" ".join(engine.catalog.words_after(0)[1]).split())) < count:
        made = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 6))) for _ in range(50_000)}
        more = sorted(made)[: count - held]
        engine.catalog.list_words({word: (1, word, word) for word in more}, [])
    print(f"{held} different words")


def misspelt(text: str, engine: Engine, chance: random.Random) -> str:
    """``text`` with one edit in its longest word, to one that is not listed."""
    words = text.split()
    at = max(range(len(words)), key=lambda place: len(words[place]))
    for _ in range(20):
        word = words[at]
        place = chance.randrange(1, max(len(word) - 1, 2))
        letter = chance.choice(string.ascii_lowercase)
        edited = chance.choice((
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        ))  # fmt: skip
        if not engine.catalog.known_words([edited.lower()]):
            return " ".join((*words[:at], edited, *words[at + 1 :]))
    return text


def unknown(engine: Engine, text: str) -> set[str]:
    """The words of ``text`` that are not listed."""
    words = {lexical.fold(word) for word, _ in lexical.plain_words(text)}
    return words - engine.catalog.known_words(words).keys()


def measure(name: str, work: Callable[[str], object], texts: Sequence[str]) -> None:
    """Print the quantiles of one way over all texts."""
    walls, cpus = [], []
    for text in texts:
        wall, cpu = time.perf_counter(), time.process_time()
        work(text)
        cpus.append((time.process_time() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    parts = []
    for kind, values in (("wall", walls), ("processor", cpus)):
        cuts = statistics.quantiles(values, n=20)
        parts.append(f"{kind} p50 {cuts[9]:6.2f}  p95 {cuts[18]:6.2f} ms")
    print(f"{name:<34}{'   '.join(parts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collections", nargs="+", type=Path)
    parser.add_argument("--at", required=True, type=Path, help="where the library is kept")
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--searches", type=int, default=150)
    options = parser.parse_args()
    chance = random.Random(3)
    with open_library(options.at, options.collections, options.chunks) as engine:
        list_all(engine)
        add_words(engine, options.words, chance)
        searcher, languages = engine._searcher, engine.catalog.languages()
        texts = questions(options.collections, options.searches)
        measure("reading the words", lambda _: Spelling(engine.catalog).near("recieve"), texts[:9])

        def look(text: str) -> tuple[object, ...]:
            search = searcher.prepare(Query(text), time.perf_counter())
            return searcher._corrector.corrections(search, languages, weak=False)

        known = [text for text in texts if not unknown(engine, text)]
        wrong = [misspelt(text, engine, chance) for text in known]
        odd = [text for text in texts if unknown(engine, text)]
        single = [max(text.split(), key=len) for text in wrong]
        prepare = lambda text: searcher.prepare(Query(text), time.perf_counter())  # noqa: E731
        measure("taking the query apart, alone", prepare, texts)
        measure("and looking at it, all known", look, known)
        measure("and looking at it, some unknown", look, odd)
        measure("and looking at it, misspelt", look, wrong)
        for name, chosen in (("misspelt", wrong), ("unknown", odd)):
            found = sum(bool(look(text)) for text in chosen)
            print(f"{found} of {len(chosen)} with {name} words got another query")
        for mode in ("words", "auto"):
            for name, chosen in (("question", known), ("misspelt", wrong), ("one word", single)):
                for correct in (False, True):
                    way = f"{mode}, {name}{', set right' if correct else ''}"
                    measure(
                        way,
                        lambda text, m=mode, c=correct: engine.search(Query(text, m, correct=c)),
                        chosen,
                    )


if __name__ == "__main__":
    main()
