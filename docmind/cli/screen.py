"""Writing to a terminal, a pipe or a file without surprises."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from docmind.core import DocMindError

if TYPE_CHECKING:
    from docmind.core import Span

T = TypeVar("T")

_MARK, _FAINT, _STRONG, _PLAIN = "\033[1;33m", "\033[2m", "\033[1m", "\033[0m"
_NOT_A_CHARACTER = re.compile(r"[\ud800-\udfff]")
# A document may hold control characters that would steer the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def repaired(text: str | Path) -> str:
    """``text`` that can be printed anywhere: bytes of a name that are not UTF-8 become U+FFFD."""
    return _NOT_A_CHARACTER.sub("\ufffd", str(text))


def one_line(text: str | Path) -> str:
    """``text`` on a single line, without control characters."""
    return _CONTROL.sub("\ufffd", " ".join(repaired(text).split()))


class Screen:
    """Standard output and error. ``styled`` is True where marks and colours can be seen."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        self.styled = self.out.isatty() and not plain
        self.live = self.err.isatty() and os.environ.get("TERM") != "dumb"
        for stream in (self.out, self.err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")

    def say(self, text: str = "") -> None:
        """A line for the person, on standard output."""
        print(text, file=self.out, flush=True)

    def tell(self, text: str) -> None:
        """A line on standard error: progress, warnings."""
        print(text, file=self.err, flush=True)

    def json(self, value: Any) -> None:
        """One JSON value, indented; escaped to ASCII where the output is not UTF-8."""
        text = repaired(json.dumps(value, ensure_ascii=False, indent=2))
        encoding = getattr(self.out, "encoding", None) or "utf-8"
        if encoding.lower().replace("-", "") != "utf8":
            text = json.dumps(json.loads(text), indent=2)
        self.say(text)

    def answer(
        self,
        value: T,
        as_json: bool,
        shape: Callable[[T], Any],
        show: Callable[[Screen, T], None],
    ) -> None:
        """What a command found: in its stable shape, or as people read it."""
        if as_json:
            self.json(shape(value))
        else:
            show(self, value)

    def fail(self, error: DocMindError) -> None:
        """An error: what happened, to which file, what to do."""
        where = f": {one_line(error.path)}" if error.path is not None else ""
        self.tell(f"docmind: {one_line(error.title)}{where}")
        for part in (error.detail, error.hint):
            if part:
                self.tell(f"  {one_line(part)}")

    def strong(self, text: str) -> str:
        return f"{_STRONG}{text}{_PLAIN}" if self.styled else text

    def faint(self, text: str) -> str:
        return f"{_FAINT}{text}{_PLAIN}" if self.styled else text

    def marked(self, text: str, spans: Iterable[Span]) -> str:
        """``text`` with its spans marked (on a terminal), on one line."""
        parts, at = [], 0
        for span in sorted(spans, key=lambda span: span.start):
            if span.start < at:
                continue
            parts.append(_flat(text[at : span.start]))
            inside = _flat(text[span.start : span.end])
            parts.append(f"{_MARK}{inside}{_PLAIN}" if self.styled else inside)
            at = span.end
        parts.append(_flat(text[at:]))
        return "".join(parts).strip()


def _flat(text: str) -> str:
    return _CONTROL.sub("\ufffd", re.sub(r"\s+", " ", repaired(text)))
