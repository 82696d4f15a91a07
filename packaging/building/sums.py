"""``SHA256SUMS`` of a folder, in the form that ``sha256sum --check`` reads."""

from __future__ import annotations

import re
from pathlib import Path

from building import names
from building.shipped import sha256

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def write(folder: Path) -> Path:
    """Write the digests of every file of this version in ``folder``; returns the file of sums.

    Raises ``ValueError`` when there is none.
    """
    files = sorted(
        path.name
        for path in folder.iterdir()
        if path.is_file() and names.belongs(path.name, names.version())
    )
    if not files:
        raise ValueError(f"{folder} holds no file of version {names.version()}")
    lines = [f"{sha256(folder / name)}  {name}\n" for name in files]
    sums = folder / names.SUMS
    sums.write_text("".join(lines), encoding="ascii")
    return sums


def faults(sums: Path) -> list[str]:
    """What is wrong with files beside ``sums``: one line for each that is not as it says."""
    found = []
    for line in sums.read_text(encoding="ascii").splitlines():
        told = _LINE.fullmatch(line)
        if told is None or Path(told[2]).name != told[2]:
            found.append(f"not a line of sums: {line}")
            continue
        file = sums.parent / told[2]
        if not file.is_file():
            found.append(f"not there: {told[2]}")
        elif sha256(file) != told[1]:
            found.append(f"differs: {told[2]}")
    return found
