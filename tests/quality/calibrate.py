"""Measures a model and says what its card needs: the floor of its cosines, the bounds of the
weight of meaning, and what quantised weights lose.

    python tests/quality/calibrate.py MODEL COLLECTION COLLECTION... [--int8] [--write]
    python tests/quality/calibrate.py MODEL --pictures DESCRIPTIONS.json [--write]

MODEL is an id or the folder of a model; a COLLECTION is a folder as ``docmind eval`` takes it (two
at least: the floor lies between the best cosines of questions asked of their own collection and
those of questions asked of a foreign one). DESCRIPTIONS.json is a list of {"file", "label"}, with
file names relative to it. ``--int8`` makes quantised weights in the folder, when there are none,
and measures them against the full ones. ``--write`` keeps the result as calibration.json in the
model's folder, where it is used from then on.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3_int8 import int8_of, make_int8
from docmind.core.embed.process import ModelWorker
from docmind.core.evaluation import NATURAL, AskedQuery, Collection, opened_collection
from docmind.core.models.store import ModelStore
from docmind.core.picture_fit import fit_picture
from docmind.core.pictures import open_picture
from docmind.core.settings import EmbeddingSettings, Settings

QUESTIONS = 200  # of each collection
LEAST = (0.0, 0.05, 0.1, 0.2, 0.3)
MOST = (0.6, 0.7, 0.8, 0.9, 1.0)
HARMLESS = 0.002  # nDCG@10 that a collection may lose where the others gain


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("model")
    parser.add_argument("collections", nargs="*", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.pictures is not None:
        found = {"fp32": measure_pictures(options.model, options.pictures)}
    elif len(options.collections) > 1:
        found = measure_text(options.model, options.collections, options.split, options.int8)
    else:
        parser.error("name two collections at least, or --pictures")
    print(json.dumps(found, indent=1))
    if options.write:
        _, folder = ModelStore().resolve(options.model)
        if folder is None:
            print("This model has no folder; put the figures on its card.", file=sys.stderr)
            return 1
        path = folder / "calibration.json"
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        path.write_text(json.dumps({**known, **found}, indent=1), "utf-8")
    return 0


def measure_text(
    model: str, folders: list[Path], split: str | None, int8: bool
) -> dict[str, dict[str, object]]:
    full, base = _measured(model, folders, split, "full")
    found = {"fp32": full}
    if int8:
        _, folder = ModelStore().resolve(model)
        if folder is not None and int8_of(folder) is None:
            make_int8(folder)
        small, ndcg = _measured(model, folders, split, "int8")
        small["loss"] = round(max(0.0, 1.0 - ndcg / base), 5)
        found["int8"] = small
    return found


def _measured(
    model: str, folders: list[Path], split: str | None, precision: str
) -> tuple[dict[str, object], float]:
    """(calibration, mean nDCG@10 of the natural questions) at one precision."""
    settings = Settings(embedding=EmbeddingSettings(model_name=model, precision=precision))
    with ExitStack() as stack:
        opened = [
            stack.enter_context(opened_collection(folder, split, settings)) for folder in folders
        ]
        asked = [natural(one)[:QUESTIONS] for one in opened]
        own = [best_cosines(one, its) for one, its in zip(opened, asked, strict=True)]
        foreign = [
            best_cosines(one, [query for its in asked if its is not mine for query in its])
            for one, mine in zip(opened, asked, strict=True)
        ]
        for folder, mine, others in zip(folders, own, foreign, strict=True):
            low, high = np.quantile(mine, 0.05), np.quantile(others, 0.95)
            print(f"{folder.name}: own 5 % {low:.3f}, foreign 95 % {high:.3f}", file=sys.stderr)
        least, most, ndcg = best_bounds(opened, asked)
    return {
        "floor": floor_between(own, foreign),
        "least_weight": least,
        "most_weight": most,
        "measured_on": [folder.name for folder in folders],
        "loss": None,
    }, ndcg


def natural(collection: Collection) -> list[AskedQuery]:
    return [asked for asked in collection.queries if asked.cls == NATURAL]


def best_cosines(collection: Collection, asked: list[AskedQuery]) -> list[float]:
    """The cosine of each question and the passage nearest to it."""
    found = []
    for query in asked[: 3 * QUESTIONS]:
        hits = collection.ask(query.text, "meaning", 1).hits
        scores = [why.score for hit in hits for why in hit.why if why.label == "meaning"]
        found.append(max((score for score in scores if score is not None), default=0.0))
    return found


def floor_between(own: list[list[float]], foreign: list[list[float]]) -> float:
    """The cosine that is wrong least often, own and foreign questions counting alike."""
    best, fewest = 0.0, math.inf
    for floor in np.arange(0.0, 1.0, 0.01):
        missed = statistics.fmean(float(np.mean(np.array(part) < floor)) for part in own)
        passed = statistics.fmean(float(np.mean(np.array(part) >= floor)) for part in foreign)
        if missed + passed < fewest - 1e-9:
            best, fewest = float(floor), missed + passed
    return round(best, 2)


def best_bounds(
    opened: list[Collection], asked: list[list[AskedQuery]]
) -> tuple[float, float, float]:
    """(least, most, mean nDCG@10): the bounds that rank best without harming any collection."""
    usual = [_ndcg(one, its) for one, its in zip(opened, asked, strict=True)]
    best = (0.1, 0.8, statistics.fmean(usual))
    for least, most in itertools.product(LEAST, MOST):
        for one in opened:
            workshop = one.engine._workshop
            workshop._identity = replace(workshop._identity, least_weight=least, most_weight=most)
        found = [_ndcg(one, its) for one, its in zip(opened, asked, strict=True)]
        print(f"weights {least} to {most}: {statistics.fmean(found):.4f}", file=sys.stderr)
        harmless = all(now >= then - HARMLESS for now, then in zip(found, usual, strict=True))
        if harmless and statistics.fmean(found) > best[2] + 1e-6:
            best = (least, most, statistics.fmean(found))
    return best


def _ndcg(collection: Collection, asked: list[AskedQuery]) -> float:
    return statistics.fmean(collection.score(query, "auto")[0] for query in asked)


def measure_pictures(model: str, descriptions: Path) -> dict[str, object]:
    """The floor between each picture's own description and the descriptions of others."""
    rows = json.loads(descriptions.read_text("utf-8"))
    card, folder = ModelStore().resolve(model)
    with tempfile.TemporaryDirectory() as scratch:
        worker = ModelWorker(card.provider, LoadOptions(folder), Path(scratch) / "model.log")
        try:
            worker.start()
            pixels, labels = [], []
            for row in rows:
                try:
                    with open_picture(descriptions.parent / row["file"]) as picture:
                        pixels.append(fit_picture(picture, worker.picture_side))
                except Exception as error:
                    print(f"{row['file']} is left out: {error}", file=sys.stderr)
                else:
                    labels.append(row["label"])
            seen = worker.embed_pictures(np.stack(pixels)).dense
            said = np.concatenate([worker.embed_query(label).dense for label in labels])
        finally:
            worker.close()
    cosines = said @ seen.T
    own = [cosines.diagonal().tolist()]
    apart = cosines[~np.eye(len(labels), dtype=bool)].reshape(len(labels), -1)
    foreign = [apart.max(axis=1).tolist()]
    return {
        "floor": floor_between(own, foreign),
        "least_weight": 0.1,
        "most_weight": 0.8,
        "measured_on": [descriptions.stem],
        "loss": None,
    }


if __name__ == "__main__":
    raise SystemExit(main())
