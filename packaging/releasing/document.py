"""The small document that running copies of DocMind ask for a new version with."""

from __future__ import annotations

import json
from pathlib import Path

from building import names, sums
from building.shipped import sha256

from docmind.core.errors import DocMindError
from docmind.core.updates import UpdateTerms, read_release
from releasing import changelog
from releasing.papers import Papers, Refused

_LONGEST_NOTES = 4000


def write(papers: Papers, dist: Path) -> Path:
    """Write the document of the newest release beside its files in ``dist``.

    Raises ``Refused`` when the version is not released, when files are missing or differ from
    ``SHA256SUMS``, or when a running copy would not take the document.
    """
    version = papers.version()
    dated = changelog.released(papers.changelog.read_text(encoding="utf-8"))
    if not dated or dated[0].version != version:
        raise Refused(f"{version} is not released: CHANGELOG.md has no heading for it")
    if not (dist / names.SUMS).is_file():
        raise Refused(f"{dist} holds no {names.SUMS}: build everything first")
    wrong = sums.faults(dist / names.SUMS)
    if wrong:
        raise Refused(*wrong)
    files = sorted(one for one in dist.iterdir() if names.belongs(one.name, version))
    listed = (dist / names.SUMS).read_text(encoding="ascii")
    unlisted = [one.name for one in files if f" {one.name}\n" not in listed]
    if unlisted or not files:
        lacking = ", ".join(unlisted) or f"any file of {version}"
        raise Refused(f"{names.SUMS} does not hold {lacking}: python packaging/build.py sums")
    told = {
        "version": version,
        "date": dated[0].date,
        "notes": _notes(dated[0].items),
        "artefacts": [
            {"name": one.name, "size": one.stat().st_size, "sha256": sha256(one)} for one in files
        ],
    }
    body = json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
    try:
        read_release(body, UpdateTerms("https://localhost/", "localhost", daily=False), version)
    except DocMindError as error:
        raise Refused(f"running copies would not take the document: {error.detail}") from None
    made = dist / names.DOCUMENT
    made.write_bytes(body)
    return made


def _notes(items: tuple[str, ...]) -> str:
    """As many items as there is room for."""
    told = ""
    for item in items:
        if len(told) + len(item) + 3 > _LONGEST_NOTES:
            break
        told += f"- {item}\n"
    return told
