"""Parse arguments, pick a face (or be a child process of one)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# onnxruntime's Linux wheel reports home unless this stands before its import.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def main(arguments: list[str] | None = None) -> int:
    """Run DocMind. Returns the exit status."""
    _have_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["--child"]:
        return _child(arguments[1], arguments[2:])
    import docmind.cli

    return docmind.cli.main(arguments, _open_window)


def _have_streams() -> None:
    """Windows gives a program without a console no streams, unless who starts it brings some."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - to the very end
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _open_window(
    library: Path,
    paths: Sequence[Path],
    query: str = "",
    quick: bool = False,
    background: bool = False,
) -> int:
    from docmind.ui import app

    return app.run(library, paths, query, quick, background)


def _child(name: str, arguments: list[str]) -> int:
    if name == "engine":
        from docmind.core.remote import server

        return server.main(arguments)
    if name == "embed-worker":
        from docmind.core.runtimes.activate import activate_named

        activate_named()  # before anything else is imported
        from docmind.core.rerank import worker

        return worker.main()
    if name == "reader":
        from docmind.core.extract import reader

        return reader.main(arguments)
    if name == "recogniser":
        from docmind.core.recognise import child

        return child.main(arguments)
    if name == "page-painter":
        from docmind.ui.preview import page_painter

        return page_painter.main()
    if name == "import":  # to see whether a library starts, at no risk to the one that asks
        import importlib

        importlib.import_module(arguments[0])
        return 0
    raise SystemExit(f"docmind has no child process called {name}")


if __name__ == "__main__":
    sys.exit(main())
