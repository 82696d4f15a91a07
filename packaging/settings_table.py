"""Write the table of settings into README.md from their declarations.

``python packaging/settings_table.py`` writes it; with ``--check`` it only tells whether the table
is up to date (exit status 1 when it is not).
"""

from __future__ import annotations

import sys
from pathlib import Path

from docmind.core import settings_table

README = Path(__file__).resolve().parent.parent / "README.md"
START = "<!-- settings table: written by packaging/settings_table.py -->\n"
END = "<!-- end of settings table -->\n"


def rendered() -> str:
    """The table as Markdown."""
    lines = ["| setting | environment | default | what it does |", "|---|---|---|---|"]
    for name, variable, default, description in settings_table():
        shown = {"()": "none", "True": "true", "False": "false"}.get(default, default)
        lines.append(f"| `{name}` | `{variable}` | {shown} | {description} |")
    return "\n".join(lines) + "\n"


def with_table(readme: str) -> str:
    """``readme`` with its table replaced. Raises ``ValueError`` when the marks are missing."""
    before, _, rest = readme.partition(START)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError("README.md has lost the marks around its settings table")
    return f"{before}{START}{rendered()}{END}{after}"


def main() -> int:
    """Write or check. Returns the exit status."""
    found = README.read_text(encoding="utf-8")
    wanted = with_table(found)
    if found == wanted:
        return 0
    if "--check" in sys.argv[1:]:
        sys.stderr.write("The settings table in README.md is out of date. Run this script.\n")
        return 1
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
