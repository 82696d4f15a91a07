"""What patterns would leave out of the library, without looking at the disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.discover.ignore import Patterns, compile_patterns, unusable
from docmind.core.errors import UsageError
from docmind.core.schema import ExcludePreview

_EXAMPLES = 20


def preview_exclude(
    catalog: Catalog, patterns: Sequence[str], existing: Sequence[str] = ()
) -> ExcludePreview:
    """What these patterns (gitignore form, read from each source) would drop from the library.

    ``existing`` are those in force already. Files inside other files go with them and are not
    counted. Raises ``UsageError`` naming a pattern that cannot be used.
    """
    wrong = unusable(patterns)
    if wrong:
        raise UsageError(
            f"The pattern “{wrong[0]}” cannot be used",
            hint="Write it as in a .gitignore file, for example *.log or drafts/.",
        )
    spec = compile_patterns((*existing, *patterns))
    if spec is None:
        return ExcludePreview(0, 0)
    dropped: list[Path] = []
    size = 0
    sources: dict[bytes, _Source] = {}
    for path, source, file_size in catalog.read_files():
        if source not in sources:
            sources[source] = _Source(os.fsdecode(source), Patterns(spec, 0))
        if sources[source].leaves_out(os.fsdecode(path)):
            size += file_size
            dropped.append(Path(os.fsdecode(path)))
    return ExcludePreview(len(dropped), size, tuple(dropped[:_EXAMPLES]))


class _Source:
    """One source under some patterns, decided folder by folder as a walk does: nothing comes back
    from below a folder that is left out."""

    def __init__(self, path: str, patterns: Patterns) -> None:
        self._prefix = len(path.rstrip(os.sep)) + len(os.sep)
        self._patterns = patterns
        self._folders: dict[str, bool] = {"": False}

    def leaves_out(self, path: str) -> bool:
        tail = path[self._prefix :].replace(os.sep, "/")
        folder, _, _ = tail.rpartition("/")
        return bool(tail) and (self._skips(folder) or self._patterns.leave_out(tail, False))

    def _skips(self, folder: str) -> bool:
        waiting = []
        while folder not in self._folders:
            waiting.append(folder)
            folder = folder.rpartition("/")[0]
        verdict = self._folders[folder]
        for part in reversed(waiting):
            verdict = verdict or self._patterns.leave_out(part, True)
            self._folders[part] = verdict
        return verdict
