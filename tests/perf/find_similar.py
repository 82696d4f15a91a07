"""How long finding similar documents takes, and how well it finds them.

    python tests/perf/find_similar.py COLLECTION [--searches 200] [--tune]

COLLECTION is a folder as for ``docmind eval``. Prints p50 and p95 in milliseconds of a warm search
for what is like a document, a passage, a document with words, a text outside the library and a
dropped picture (a small picture model with random weights: what is timed is opening, the small
square and the search); target for the first three: p95 <= 50 ms. Then nDCG@10 over the questions
with several relevant documents: one of them is given, the others are to be found, alone and with
the question as the words beside it, next to the question alone. ``--tune`` does so for other
weights of the words. The first run embeds the collection (minutes); the vectors are kept.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from docmind.core.evaluation.collection import AskedQuery, Collection, opened_collection
from docmind.core.evaluation.figures import NATURAL, score
from docmind.core.models.store import ModelStore
from docmind.core.schema import Like, Query
from docmind.core.search import like_legs
from docmind.core.settings import PictureSettings, load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

DEPTH = 100
WARM = 10


def timed(name: str, asks: Iterable[Callable[[], object]], target: str = "") -> None:
    """Print p50 and p95 of the calls but the first ones."""
    times = []
    for ask in asks:
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(times[WARM:], n=20)
    print(f"{name:<28} p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms   {target}", flush=True)


def latency(collection: Collection, searches: int, folder: Path) -> None:
    """Every kind of question, each about another document."""
    engine = collection.engine
    records = list(engine.files(limit=100_000))
    chosen = random.Random(3).sample(records, min(searches + WARM, len(records)))
    words = [asked.text for asked in collection.queries if asked.cls == NATURAL]

    def asking(like: Like, text: str = "") -> Callable[[], object]:
        return lambda: engine.search(Query(text, like=like))

    timed("a document", (asking(Like(record.path)) for record in chosen), "(<= 50)")
    passages = []
    for record in chosen:
        (chunk, *_) = engine.catalog.file_chunks(record.file_id, 1)
        passages.append(Like(record.path, chunk.page, chunk.span))
    timed("a passage", (asking(like) for like in passages), "(<= 50)")
    pairs = [(record, words[n % len(words)]) for n, record in enumerate(chosen)]
    timed("a document and words", (asking(Like(its.path), text) for its, text in pairs), "(<= 50)")
    outside = []
    for number, text in enumerate(words[:60]):
        path = folder / f"outside {number}.txt"
        path.write_text(f"{text}\n" * 8)
        outside.append(path)
    timed("a text outside", (asking(Like(path)) for path in outside))


def pictures(engine_of: Collection, folder: Path) -> None:
    """Pictures of 12 megapixels, dropped one after the other."""
    engine = engine_of.engine
    album = folder / "album"
    album.mkdir()
    noise = np.random.default_rng(1)
    dropped = []
    for number in range(40):
        small = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8)
        picture = Image.fromarray(small).resize((4000, 3000), Image.Resampling.BICUBIC)
        place = album if number < 10 else folder
        picture.save(place / f"picture {number}.jpg", quality=88)
        if number >= 10:
            dropped.append(place / f"picture {number}.jpg")
    engine.wait(engine.add([album]))
    while jobs := engine.status().jobs:
        engine.wait(jobs[0].job_id, 60)
    began = time.perf_counter()
    engine.search(Query("", like=Like(dropped[0])))
    print(f"the first dropped picture    {(time.perf_counter() - began) * 1000:6.0f} ms")
    asks = (lambda path=path: engine.search(Query("", like=Like(path))) for path in dropped[1:])
    timed("a dropped picture, 12 MP", asks)
    known = list(album.iterdir()) * 4
    timed("a picture of the library", (
        (lambda path=path: engine.search(Query("", like=Like(path)))) for path in known
    ))  # fmt: skip


def quality(collection: Collection, tune: bool) -> None:
    """One relevant document is given, the others are wanted."""
    asked = [item for item in collection.queries if item.cls == NATURAL and len(item.relevant) > 1]
    print(f"{len(asked)} questions with several relevant documents")
    print(f"the question alone           nDCG@10 {mean(collection, asked, None, True):.3f}")
    print(f"a document alone             nDCG@10 {mean(collection, asked, True, False):.3f}")
    print(f"a document and the question  nDCG@10 {mean(collection, asked, True, True):.3f}")
    for weight in (0.2, 0.35, 0.5, 0.65, 0.8) if tune else ():
        for times in (1, 3, 6, 10):
            like_legs.WORDS_BESIDE_TEXT, like_legs.TYPED_TIMES = weight, times
            found = mean(collection, asked, True, True)
            print(f"  words weigh {weight:.2f}, {times} times: nDCG@10 {found:.3f}", flush=True)


def mean(
    collection: Collection, asked: list[AskedQuery], given: bool | None, worded: bool
) -> float:
    """nDCG@10 over the questions; the given document is never counted."""
    engine = collection.engine
    paths = {collection.names[its.path.name]: its.path for its in engine.files(limit=100_000)
             if its.path.name in collection.names}  # fmt: skip
    found = []
    for item in asked:
        one = max(item.relevant, key=lambda key: (item.relevant[key], key))
        others = {key: grade for key, grade in item.relevant.items() if key != one}
        text = " ".join(word for word in item.text.split() if ":" not in word) if worded else ""
        like = Like(paths[one]) if given else None
        query = Query(text, limit=DEPTH, facets=False, fold=False, relax=False, like=like)
        names = [collection.names.get(hit.path.name, "") for hit in engine.search(query).hits]
        found.append(score([name for name in names if name != one], others)[0])
    return statistics.fmean(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection", type=Path)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--tune", action="store_true")
    options = parser.parse_args()
    from fakes.clip_folder import safetensors_folder

    with tempfile.TemporaryDirectory(prefix="docmind-similar-") as name:
        folder = Path(name)
        os.environ["DOCMIND_MODELS_DIR"] = str(folder / "models")
        ModelStore().import_from(safetensors_folder(folder / "checkpoint"), name="small-clip")
        settings = load(pictures=PictureSettings(model_name="small-clip"))
        with opened_collection(options.collection, settings=settings) as collection:
            collection.ask("warm", "auto")
            print(f"{collection.engine.status().chunks} passages")
            if not options.tune:
                latency(collection, options.searches, folder)
            quality(collection, options.tune)
            if not options.tune:
                pictures(collection, folder)


if __name__ == "__main__":
    main()
