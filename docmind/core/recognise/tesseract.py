"""Tesseract: light on memory and time; needs a file of data for each language."""

from __future__ import annotations

import locale
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docmind.core.paths import is_packaged
from docmind.core.recognise.base import NOT_PACKAGED, Line, Recogniser

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_NOT_INSTALLED = "Tesseract is not installed. Run: pip install 'docmind[ocr-light]'"
_SUFFIX = ".traineddata"
_NOT_LANGUAGES = frozenset(("osd", "equ", "snum"))
# Each language more costs time and, when it is of another script, errors.
_MOST_LANGUAGES = 3
_DOTS_PER_INCH = 200
# The languages of a system are named by two letters, those of Tesseract by three.
_THREE_LETTERS = {
    "ar": "ara",
    "cs": "ces",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "hu": "hun",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "th": "tha",
    "tr": "tur",
    "uk": "ukr",
    "vi": "vie",
    "zh": "chi_sim",
}


class Tesseract(Recogniser):
    """The light engine: about 1 s per page; weaker on photographs, tables and low resolution."""

    name = "tesseract"
    package = "tesserocr"
    rank = 10
    # Measured: rubbish has 0.1 to 0.4, lines of words 0.8 and more.
    least_confidence: ClassVar[float] = 0.5
    doubtful: ClassVar[float] = 0.6

    def __init__(self) -> None:
        self._engine: Any = None
        self._levels: Any = None

    @property
    def languages(self) -> tuple[str, ...]:
        folder = tessdata()
        return chosen_languages(folder) if folder is not None else ()

    @classmethod
    def is_available(cls) -> str:
        if not cls.is_installed():
            return NOT_PACKAGED if is_packaged() else _NOT_INSTALLED
        if tessdata() is None:
            return (
                "Tesseract has no language to read. Install one, on Debian and Ubuntu: "
                "sudo apt-get install -y tesseract-ocr-eng; "
                "or name the folder of its .traineddata files in TESSDATA_PREFIX."
            )
        return ""

    def load(self, threads: int) -> None:
        os.environ["OMP_THREAD_LIMIT"] = str(threads)  # read when the library is loaded
        import tesserocr

        folder = tessdata()
        assert folder is not None
        self._levels = tesserocr
        self._engine = tesserocr.PyTessBaseAPI(
            path=str(folder), lang="+".join(self.languages), psm=tesserocr.PSM.AUTO
        )

    def read(self, picture: Picture) -> list[Line]:
        engine, line = self._engine, self._levels.RIL.TEXTLINE
        engine.SetImage(picture)
        engine.SetSourceResolution(_DOTS_PER_INCH)
        found = []
        try:
            if not engine.Recognize():
                return []
            places = engine.GetIterator()
            for place in self._levels.iterate_level(places, line) if places else ():
                if place.Empty(line):
                    continue
                text = place.GetUTF8Text(line).strip()
                box = place.BoundingBox(line)
                if text and box is not None:
                    sure = min(1.0, max(0.0, place.Confidence(line) / 100))
                    left, top, right, bottom = map(float, box)
                    found.append(Line(text, sure, (left, top, right, bottom)))
        finally:
            engine.Clear()
        return found


def tessdata() -> Path | None:
    """The first folder that holds data for some language, or None."""
    return next((folder for folder in _folders() if installed_languages(folder)), None)


def installed_languages(folder: Path) -> list[str]:
    """The languages in a folder, by name; [] when it cannot be read."""
    try:
        files = [file for file in folder.iterdir() if file.name.endswith(_SUFFIX)]
        names = [file.name.removesuffix(_SUFFIX) for file in files if file.stat().st_size > 0]
    except OSError:
        return []
    return sorted(name for name in names if name not in _NOT_LANGUAGES)


def chosen_languages(folder: Path) -> tuple[str, ...]:
    """The language of this system first, then English, then what else is there: three at most."""
    installed = installed_languages(folder)
    wanted = [_system_language(), "eng", *installed]
    kept = [name for name in dict.fromkeys(wanted) if name in installed]
    return tuple(kept[:_MOST_LANGUAGES])


def _system_language() -> str:
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not named:
        named = locale.getlocale()[0] or ""
    return _THREE_LETTERS.get(named[:2].lower(), "")


def _folders() -> list[Path]:
    named = os.environ.get("TESSDATA_PREFIX")
    if named:
        return [Path(named), Path(named) / "tessdata"]
    places = [
        *sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True),
        Path("/usr/share/tessdata"),
        Path("/usr/local/share/tessdata"),
        Path("/opt/homebrew/share/tessdata"),
        Path(sys.prefix) / "share" / "tessdata",
    ]
    if programs := os.environ.get("PROGRAMFILES"):
        places.append(Path(programs) / "Tesseract-OCR" / "tessdata")
    return places
