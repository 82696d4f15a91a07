"""Files that are not in the library, read and embedded for one question.

A dropped or pasted picture is a stranger's file like any other: reading processes of their own
open it, so that it neither waits behind a job nor takes this process with it.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from pathlib import Path
from typing import Any

from blake3 import blake3

from docmind.core.errors import DocMindError, FileUnreadable
from docmind.core.events import ChildRestarted, Event
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool
from docmind.core.extract.reading import check, read_head
from docmind.core.files import stamp
from docmind.core.index.gallery import Gallery
from docmind.core.index.prepare import embedded_text
from docmind.core.index.workshop import Workshop
from docmind.core.paths import Library
from docmind.core.pictures import told
from docmind.core.schema import Document
from docmind.core.vectors import Embeddings, Float32

PATIENCE = 20.0  # seconds for opening, looking at and embedding; the model may have to be loaded
READ_SECONDS = 10.0  # for opening alone
MOST_PARTS = 8  # of a document
PART = 1000  # code points
_REMEMBERED = 16
_PASTED = "pasted-"


class Outside:
    """Reads and embeds what a person compares with. Thread-safe; what was asked a moment ago is
    remembered, for words typed beside it ask again at each pause."""

    def __init__(
        self,
        library: Library,
        workshop: Workshop,
        gallery: Gallery,
        publish: Callable[[Event], None],
        patience: float = PATIENCE,
    ) -> None:
        self._library = library
        self._workshop = workshop
        self._gallery = gallery
        self._publish = publish
        self._patience = patience
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lane: ThreadPoolExecutor | None = None
        self._readers: ExtractionPool | None = None
        for left in library.root.glob(f"{_PASTED}*"):  # by a process that was killed
            shutil.rmtree(left, ignore_errors=True)

    def missing(self) -> str:
        """Why pictures cannot be compared, in a sentence; "" when they can be."""
        return self._gallery.missing()

    def is_picture(self, path: Path) -> bool:
        """Whether the file is a picture. Raises ``FileUnreadable``."""
        return told(path.suffix.lower(), read_head(path)) is not None

    def picture(self, path: Path, page: int | None = None) -> Float32:
        """float32[d] of a picture file or one of its pages. Raises ``DocMindError``."""
        key = ("picture", path, stamp(path), page, self._picture_space())
        return self._answer(key, lambda: self._look(path, page), path)  # type: ignore[no-any-return]

    def pasted(self, picture: bytes) -> Float32:
        """float32[d] of the bytes of a picture file. Raises ``DocMindError``."""
        key = ("pasted", blake3(picture).digest(), self._picture_space())
        return self._answer(key, lambda: self._look_at(picture), None)  # type: ignore[no-any-return]

    def text(self, path: Path) -> tuple[tuple[str, ...], Embeddings]:
        """(parts of what a document says, at even distances in a long one; their vectors).

        Raises ``DocMindError``.
        """
        identity = self._workshop.identity()
        key = ("text", path, stamp(path), identity.space if identity else "")
        return self._answer(key, lambda: self._read(path), path)  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the reading processes."""
        with self._lock:
            lane, self._lane = self._lane, None
            readers, self._readers = self._readers, None
        if readers is not None:
            readers.close()
        if lane is not None:
            lane.shutdown(wait=False, cancel_futures=True)

    # -- one question ----------------------------------------------------------------------------

    def _answer(self, key: Hashable, ask: Callable[[], Any], path: Path | None) -> Any:
        """The answer, asked once: one that came too late is there for the next try."""
        with self._lock:
            future = self._known.get(key)
            if future is None:
                if self._lane is None:
                    self._lane = ThreadPoolExecutor(1, thread_name_prefix="outside")
                future = self._known[key] = self._lane.submit(ask)
            self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        try:
            return future.result(self._patience)
        except FutureTimeout:
            raise DocMindError(
                "It could not be looked at in time",
                detail=f"It was given {self._patience:g} seconds.",
                hint="The model may still be loading: try again in a moment.",
                path=path,
            ) from None
        except (DocMindError, CancelledError):
            with self._lock:
                self._known.pop(key, None)
            raise

    def _look(self, path: Path, page: int | None) -> Float32:
        pages = page or 1
        future = self._pool().pictures(path, self._gallery.side(), self._limits(path), 1, pages)
        found = future.result()
        if len(found) < pages:
            raise FileUnreadable(
                "There is no such page" if found else "It is not a picture that can be shown",
                path=path,
            )
        return self._gallery.embed_picture(found[-1].pixels)

    def _look_at(self, picture: bytes) -> Float32:
        """Through a file that only this person can read, gone when it was looked at."""
        with tempfile.TemporaryDirectory(dir=self._library.root, prefix=_PASTED) as folder:
            path = Path(folder) / "picture"
            path.write_bytes(picture)
            try:
                return self._look(path, None)
            except DocMindError as error:
                error.path = None  # a name that nobody gave
                raise

    def _read(self, path: Path) -> tuple[tuple[str, ...], Embeddings]:
        limits = self._limits(path)
        check(path, limits)
        document = self._pool().submit(path, limits).result()
        parts = _parts(document)
        if not parts:
            raise FileUnreadable("There is no text in it to compare", path=path)
        texts = [embedded_text(part, document.title, path) for part in parts]
        return tuple(parts), self._workshop.embed_texts(texts)

    def _limits(self, path: Path) -> ExtractionLimits:
        limits = self._workshop.reading.limits(path, allowed=False)
        return replace(limits, seconds=min(limits.seconds, READ_SECONDS), patience=1)

    def _pool(self) -> ExtractionPool:
        with self._lock:
            if self._readers is None:
                self._readers = ExtractionPool(
                    1,
                    ExtractionLimits(),
                    self._library.logs / "reader.log",
                    lambda reason: self._publish(ChildRestarted("reader", reason)),
                )
            return self._readers

    def _picture_space(self) -> str:
        identity = self._gallery.identity()
        return identity.space if identity else ""


def _parts(document: Document) -> list[str]:
    """Pieces of the text, ``MOST_PARTS`` at even distances where there are more."""
    found: list[str] = []
    for page in document.pages:
        text, at = page.text, 0
        while at < len(text):
            end = at + PART
            if end < len(text):
                end = max(text.rfind(" ", at, end), text.rfind("\n", at, end)) + 1 or end
            found.append(text[at:end].strip())
            at = end
    found = [part for part in found if any(map(str.isalnum, part))]
    chosen = sorted({number * len(found) // MOST_PARTS for number in range(MOST_PARTS)})
    return [found[place] for place in chosen if place < len(found)]
