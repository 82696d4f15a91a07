"""Text recognition against the text layer of PDF pages: processor time, words found, words right.

Run: python tests/perf/recognition.py [--dpi 200] [--worn] FILE.pdf[:PAGE] ...

Each page is drawn, read by every recogniser that is installed (one thread), and compared as a bag
of words. ``--worn`` blurs it, turns it a little and saves it as a poor JPEG first.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pypdfium2
from PIL import Image, ImageFilter

from docmind.core.recognise.choice import recogniser_class
from docmind.core.recognise.layout import text_of
from docmind.core.recognise.turning import mean_confidence, read_upright

_HYPHENS = re.compile("[\x02\ufffe\u00ad](?:\r?\n)?")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", _HYPHENS.sub("", text).lower()))


def drawn(named: str, dpi: int) -> tuple[Image.Image, str]:
    """(the page as a picture, the text of its layer)"""
    name, _, number = named.partition(".pdf:")
    path = Path(name if name.endswith(".pdf") else f"{name}.pdf")
    page = pypdfium2.PdfDocument(path)[int(number or 1) - 1]
    text = page.get_textpage().get_text_bounded()
    return page.render(scale=dpi / 72).to_pil().convert("RGB"), text


def worn(picture: Image.Image) -> Image.Image:
    turned = picture.rotate(0.7, fillcolor="white", resample=Image.Resampling.BICUBIC)
    poor = io.BytesIO()
    turned.filter(ImageFilter.GaussianBlur(0.8)).save(poor, "JPEG", quality=35)
    return Image.open(poor).convert("RGB")


def measured(engine: Any, picture: Image.Image, layer: str) -> tuple[float, float, float, float]:
    """(processor seconds, recall, precision, mean confidence)"""
    began = time.process_time()
    lines = read_upright(engine, picture)
    text = text_of(lines, engine.least_confidence)
    seconds = time.process_time() - began
    found, wanted = words(text), words(layer)
    right = sum((found & wanted).values())
    return (
        seconds,
        right / max(1, sum(wanted.values())),
        right / max(1, sum(found.values())),
        mean_confidence(lines),
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dpi", type=int, default=150)
    parser.add_argument("--worn", action="store_true")
    parser.add_argument("pages", nargs="+")
    chosen = parser.parse_args()
    for name in ("tesseract", "rapidocr"):
        kind = recogniser_class(name)
        reason = kind.is_available()
        if reason:
            print(f"{name}: {reason}")
            continue
        engine = kind()
        engine.load(1)
        version, languages = kind.version(), ", ".join(engine.languages)
        print(f"{name} {version} ({languages}), {chosen.dpi} dpi{', worn' * chosen.worn}")
        for named in chosen.pages:
            picture, layer = drawn(named, chosen.dpi)
            picture = worn(picture) if chosen.worn else picture
            seconds, recall, precision, sure = measured(engine, picture, layer)
            print(
                f"  {Path(named).name[-32:]:32s} {seconds:5.1f} s  recall {recall:.3f}"
                f"  precision {precision:.3f}  confidence {sure:.2f}"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"  peak memory {peak:,} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
