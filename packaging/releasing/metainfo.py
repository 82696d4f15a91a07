"""The releases in the AppStream metainfo, which follow CHANGELOG.md."""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

from releasing.changelog import Section
from releasing.papers import Refused

_START = "  <releases>\n"
_ENTRY = r'    <release version="{}"[^>]*?(?:/>|>.*?</release>)\n'


def releases(text: str) -> tuple[tuple[str, str], ...]:
    """(version, date) of each release, as they stand. Raises ``Refused`` for no XML."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - a file of this checkout
    except ElementTree.ParseError as error:
        raise Refused(f"the metainfo is no XML: {error}") from None
    return tuple((one.get("version", ""), one.get("date", "")) for one in root.iter("release"))


def with_release(text: str, section: Section) -> str:
    """``text`` with the entry of a release in front of the others, in place of one of the same
    version. Raises ``Refused`` when there is no place for it."""
    if text.count(_START) != 1:
        raise Refused("the metainfo must hold <releases> once, on a line of its own")
    known = re.compile(_ENTRY.format(re.escape(section.version)), re.DOTALL)
    text = known.sub("", text)
    return text.replace(_START, _START + textwrap.indent(_entry(section), "    "), 1)


def _entry(section: Section) -> str:
    lines = [f'<release version="{section.version}" date="{section.date}">', "  <description>"]
    for kind, items in section.kinds:
        lines += [f"    <p>{escape(kind)}:</p>", "    <ul>"]
        lines += [f"      <li>{escape(item)}</li>" for item in items]
        lines.append("    </ul>")
    return "\n".join([*lines, "  </description>", "</release>", ""])
