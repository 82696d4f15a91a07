"""Keep a library as this program makes it, for the tests of the programs that follow.

``python packaging/keep_library.py`` writes ``tests/integration/libraries/form<N>.tar.xz``: run it
before the form of libraries changes (see ``docmind/core/upgrade/forms.py``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "tests" / "integration" / "libraries"
PASSING = ("logs", "engine.json", "engine.lock", "embeddings.sqlite3-shm", "catalog.sqlite3-shm")
TEXTS = {
    "letter.txt": "Dear landlord,\n\nwater has been coming through the ceiling of our bathroom for "
    "a week. The plaster is falling down and the\nfloor is ruined. We ask you to repair the pipe "
    "in the flat above and to pay for the damage.\n",
    "invoice.md": "# Invoice INV-2024-0817\n\nTwelve hours of gardening, three roses, one spade. "
    "Payable within fourteen days.\n",
    "notes.txt": "Der Leuchtturm an der Nordsee wurde 1907 gebaut. Sein Licht ist zwanzig "
    "Seemeilen weit zu sehen.\n",
    "table.csv": "a,b\n1,2\nharbour,ships\n",
}
SAVED = (("Leaks", "water damage", "auto"), ("Numbers", "INV-2024-0817", "words"))


def main() -> int:
    """Make it. Returns the exit status."""
    from docmind.core.catalog.migrations import SCHEMA_VERSION
    from docmind.core.engine import Engine

    with tempfile.TemporaryDirectory() as name:
        papers, home = Path(name) / "papers", Path(name) / "library"
        papers.mkdir()
        for file, text in TEXTS.items():
            (papers / file).write_text(text, encoding="utf-8")
        os.environ["DOCMIND_CONFIG_FILE"] = str(Path(name) / "settings.toml")
        with Engine.open(home) as engine:
            engine.wait(engine.add([papers]))
            for saved in SAVED:
                engine.save_search(*saved)
        target = PLACE / f"form{SCHEMA_VERSION}.tar.xz"
        left_out = [f"--exclude=./{one}" for one in PASSING]
        # the store's files have holes, which Python's own tar would fill
        pack = ["tar", "--sparse", "--owner=0", "--group=0", "--numeric-owner", *left_out]
        subprocess.run([*pack, "-C", str(home), "-cJf", str(target), "."], check=True)
    sys.stdout.write(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
