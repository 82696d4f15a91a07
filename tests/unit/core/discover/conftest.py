from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Grow = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    return tmp_path / "tree"


@pytest.fixture
def grow(root: Path) -> Grow:
    def grow(*names: str, content: str = "x") -> Path:
        for name in names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content)
        return root

    return grow
