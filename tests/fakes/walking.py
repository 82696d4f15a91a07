"""What a walk meets, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.walk import Walk, walk


def names(root: Path, rules: WalkRules | None = None) -> set[str]:
    problems: list[tuple[Path, str]] = []
    found = walk(root, rules or WalkRules(), lambda path, reason: problems.append((path, reason)))
    met = [file.path.relative_to(root).as_posix() for file in found]
    assert problems == []
    assert len(met) == len(set(met))
    return set(met)


def part(root: Path, below: str, rules: WalkRules | None = None, **more) -> set[str]:
    walk = Walk(root, rules or WalkRules(), pytest.fail, below=root / below, **more)
    files = [file for look in walk.looks() for file in look.files or ()]
    return {file.path.relative_to(root).as_posix() for file in files}
