"""A recogniser reads a line of large print."""

from __future__ import annotations

from docmind.core.conformance.outcome import NotRun, expect
from docmind.core.recognise.base import Recogniser

_PRINTED = "KRANICHE 2024"
_HEIGHT, _WIDTH = 160, 900


def try_recogniser(provider: type[Recogniser]) -> str:
    """Have it read a picture that is drawn here. Returns what it read."""
    from PIL import Image, ImageDraw, ImageFont

    lacking = provider.is_available()
    if lacking:
        raise NotRun(lacking)
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    font = ImageFont.load_default(72)
    ImageDraw.Draw(picture).text((40, 40), _PRINTED, fill="black", font=font)
    recogniser = provider()
    recogniser.load(threads=1)
    read = " ".join(line.text for line in recogniser.read(picture))
    expect(_PRINTED.replace(" ", "") in read.replace(" ", "").upper(), f"{_PRINTED} is read")
    return f"It read “{read}”."
