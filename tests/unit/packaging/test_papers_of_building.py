"""``packaging/README.md`` tells of every part that ``packaging/build.py`` can make."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import names  # noqa: E402

import build  # noqa: E402

PAPER = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")


def test_the_table_has_a_row_for_every_part() -> None:
    table = PAPER[PAPER.index("| part |") : PAPER.index("\n\n", PAPER.index("| part |"))]
    rows = [line.split(" | ")[0] for line in table.splitlines()[2:]]
    assert {part for row in rows for part in re.findall(r"`(\w+)`", row)} == set(build.PARTS)


def test_the_papers_call_the_files_as_they_are_called() -> None:
    for name in (
        names.deb("VERSION"),
        names.run("VERSION"),
        names.windows_setup("VERSION"),
        names.macos_image("VERSION"),
        names.appimage("VERSION"),
        names.flatpak("VERSION"),
        names.runtime("VERSION", "VARIANT"),
        names.sbom("VERSION"),
    ):
        assert f"`{name}`" in PAPER


def test_all_of_it_is_made_in_the_order_it_depends_on(monkeypatch) -> None:
    made: list[str] = []
    for part in ("base", "deb", "run", "sbom", "sums"):
        monkeypatch.setattr(build, part, lambda _options, part=part: made.append(part))
    monkeypatch.setattr(build.toolchain, "is_inside", lambda: True)
    assert build.main(["all"]) == 0
    assert made == ["base", "deb", "run", "sbom", "sums"]


def test_what_is_missing_is_said_and_the_status_tells(monkeypatch, capsys) -> None:
    monkeypatch.setattr(build.toolchain, "is_inside", lambda: True)
    monkeypatch.setattr(build.toolchain, "DIST", ROOT / "no such folder")
    assert build.main(["flatpak"]) == 1
    assert "First: packaging/build.py base" in capsys.readouterr().err
