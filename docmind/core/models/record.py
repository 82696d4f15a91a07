"""``record.json`` in a model's folder: what was installed, and what every file must be."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from docmind.core.errors import ModelError

RECORD_FILE = "record.json"


@dataclass(frozen=True, slots=True)
class Record:
    """``digest`` names the content of the original weights and stays when they are converted.

    ``files`` holds (sha256, size) by name, without this record; ``converted_from`` the originals
    of a converted file, as name and sha256. ``unpinned`` files came with no checksum to compare,
    ``damaged`` ones were found different by ``ModelStore.verify``.
    """

    id: str
    revision: str
    digest: str
    files: Mapping[str, tuple[str, int]]
    converted_from: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unpinned: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for _, size in self.files.values())

    def without_damage(self) -> Record:
        """The same, believed whole."""
        return replace(self, damaged=())


def read_record(folder: Path) -> Record | None:
    """The record of a folder; None when it has none. Raises ``ModelError`` when it is broken."""
    path = folder / RECORD_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _broken(path, error) from None
    return record_from(text, path)


def record_from(text: str, path: Path) -> Record:
    """A record from its JSON. Raises ``ModelError``."""
    try:
        stated = json.loads(text)
        return Record(
            id=str(stated["id"]),
            revision=str(stated["revision"]),
            digest=str(stated["digest"]),
            files={
                str(name): (str(sha256), int(size))
                for name, (sha256, size) in stated["files"].items()
            },
            converted_from={
                str(new): {str(old): str(sha256) for old, sha256 in olds.items()}
                for new, olds in stated.get("converted_from", {}).items()
            },
            unpinned=tuple(map(str, stated.get("unpinned", ()))),
            damaged=tuple(map(str, stated.get("damaged", ()))),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path, error) from None


def _broken(path: Path, error: Exception) -> ModelError:
    return ModelError(
        "The record of a model cannot be read",
        detail=f"{error}.",
        hint="Remove the model and install it again.",
        path=path,
    )


def record_json(record: Record) -> str:
    """The record as its file holds it, always the same for the same content."""
    return json.dumps(asdict(record), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_record(folder: Path, record: Record) -> None:
    """Write it so that a crash leaves the old one or the new one. Raises ``OSError``."""
    write_whole(folder / RECORD_FILE, record_json(record).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Replace a small file at once, safe against a crash at any moment. Raises ``OSError``."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
