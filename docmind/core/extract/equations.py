"""Equations of Office (OMML; ECMA-376 part 1, 22.1) in one line: "a^2+b^2", "(x+1)/y", "∑_k=0^n".

Only the signs that the elements stand for are made here; letters and numbers are text like any.
"""

from __future__ import annotations

# Also the beginning of the namespace's other name, in strict documents.
EQUATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
"""What the tags of equations begin with."""

_LEADING = {"sup": "^", "sub": "_", "den": "/", "rad": "√"}
_MOST_WAITING = 1000


class Equations:
    """Follows the elements of equations; says which signs to write before a text and at an end."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._brackets: list[tuple[str, str]] = []
        self._operator = ""

    def start(self, name: str, values: dict[str, str]) -> None:
        """``values`` are the element's attributes by local name."""
        if name in _LEADING:
            self._wait(_LEADING[name])
        elif name == "d":
            self._brackets.append(("(", ")"))
        elif name in ("begChr", "endChr") and self._brackets:
            left, right = self._brackets[-1]
            sign = values.get("val", "")[:2]
            self._brackets[-1] = (sign, right) if name == "begChr" else (left, sign)
        elif name == "naryPr":
            self._operator = "∫"
        elif name == "chr" and self._operator:
            self._operator = values.get("val", "")[:2]

    def end(self, name: str) -> str:
        """The sign to write now, or ""."""
        if name == "dPr" and self._brackets:
            self._wait(self._brackets[-1][0])
        elif name == "naryPr":
            self._wait(self._operator)
            self._operator = ""
        elif name in _LEADING and self._waiting and self._waiting[-1] == _LEADING[name]:
            self._waiting.pop()  # nothing was said in it
        elif name == "d" and self._brackets:
            return self._brackets.pop()[1]
        elif name == "oMath":
            self._waiting.clear()
            self._brackets.clear()
        return ""

    def before(self) -> str:
        """The signs that go before the text that comes now."""
        signs = "".join(self._waiting)
        self._waiting.clear()
        return signs

    def _wait(self, sign: str) -> None:
        if sign and len(self._waiting) < _MOST_WAITING:
            self._waiting.append(sign)
