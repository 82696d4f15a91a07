"""Every lock, whatever it is for, holds names, versions and digests and nothing else: where files
come from is the business of whoever builds."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import locks  # noqa: E402

_COMMENT = r"#.*"
_PIN = r"[a-z0-9][a-z0-9._-]*==[0-9][a-z0-9.!+]*( ; [a-z_(]+ [^\\#@:/]+)? \\"
_DIGEST = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
ALLOWED = re.compile(f"{_COMMENT}|{_PIN}|{_DIGEST}")


@pytest.mark.parametrize("name", sorted(file.name for file in locks.LOCKS.iterdir()))
def test_a_lock_holds_pins_and_digests_only(name: str) -> None:
    content = (locks.LOCKS / name).read_text(encoding="utf-8")
    assert [line for line in content.splitlines() if not ALLOWED.fullmatch(line)] == []
    assert locks.faults(content) == []
    assert locks.pins(content)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://registry.example/simple",
        "one @ https://registry.example/one.whl \\",
        "one>=1 \\",
        "    --hash=md5:aa",
        "one==1 ; extra == 'https://registry.example' \\",
    ],
)
def test_other_lines_are_noticed(line: str) -> None:
    assert not ALLOWED.fullmatch(line)
