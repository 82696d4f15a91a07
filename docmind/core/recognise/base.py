"""What every recogniser of text in pictures is."""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

NOT_PACKAGED = (
    "Text recognition is not part of this package. "
    "DocMind as pip installs it can have it: pip install 'docmind[ocr]'"
)
Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in pixels; y runs from the top."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or the part of one that stands apart. ``confidence`` is 0..1."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class RecognitionLimits:
    """Caps for one page and one file.

    ``seconds`` of processor time for a page; on a busy machine it may take five times as long by
    the clock. ``memory_bytes`` come on top of what the loaded models take. Pictures with a side
    shorter than ``least_side`` pixels are not looked at, nor pages beyond ``pages`` of one file.
    """

    seconds: float = 60.0
    memory_bytes: int = 2000 * 2**20
    pages: int = 500
    least_side: int = 64


class Recogniser(ABC):
    """One engine, one file. Runs in a child process; may be killed at any moment.

    ``package`` is what it needs, named alike as a module and as a distribution.
    ``rank``: of those that are installed the highest is taken. Lines below ``least_confidence``
    are mostly rubbish; a page whose mean is below ``doubtful`` may stand on its head.
    Heavy imports belong into methods: the class itself is also loaded in the engine.
    """

    name: ClassVar[str]
    package: ClassVar[str]
    rank: ClassVar[int]
    least_confidence: ClassVar[float]
    doubtful: ClassVar[float]

    @property
    @abstractmethod
    def languages(self) -> tuple[str, ...]:
        """What it reads, best first, by the names the engine has for languages or scripts."""

    @classmethod
    @abstractmethod
    def is_available(cls) -> str:
        """ "" when it can be used; else a sentence on what to install. Imports nothing heavy."""

    @classmethod
    def is_installed(cls) -> bool:
        """Whether its package is there, whatever else it may lack."""
        return importlib.util.find_spec(cls.package) is not None

    @classmethod
    def version(cls) -> str:
        """The version of its package, or "" when that is not known."""
        try:
            return metadata.version(cls.package)
        except metadata.PackageNotFoundError:
            return ""

    @abstractmethod
    def load(self, threads: int) -> None:
        """Get ready, with so many threads. Raises whatever the engine raises."""

    @abstractmethod
    def read(self, picture: Picture) -> list[Line]:
        """The lines found in an RGB picture, in any order, doubtful ones too."""
