"""An engine in another process, seen as if it were here."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from docmind import __version__
from docmind.core.errors import EngineUnreachable, LibraryLocked
from docmind.core.events import Event, Subscriber, Subscribers
from docmind.core.paths import Library
from docmind.core.remote.protocol import (
    END,
    Door,
    Message,
    decode,
    encode,
    error_of,
    event_of,
    hang_up,
    value_of,
)
from docmind.core.schema import (
    DocumentMatches,
    ExcludePreview,
    FileRecord,
    JobReport,
    Mode,
    PageText,
    Problem,
    Query,
    SearchAnswer,
    Span,
    Status,
)
from docmind.core.schema_explain import Explanation
from docmind.core.schema_models import ModelEstimate, ModelState, ProviderHealth, RuntimeState
from docmind.core.schema_searches import Searches

_END_SECONDS = 30.0  # an engine that was asked to end finishes the file in hand


class Link:
    """One connection to an engine: calls out, answers and events in."""

    def __init__(
        self, connection: Connection, on_event: Callable[[Event], None], on_lost: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._on_event = on_event
        self._on_lost = on_lost
        self._ids = itertools.count(1)
        self._waiting: dict[int, Future[Message]] = {}
        self._lock = threading.Lock()
        self._closed = False
        threading.Thread(target=self._receive, name="engine-link", daemon=True).start()

    @classmethod
    def connect(
        cls, library: Library, on_event: Callable[[Event], None], on_lost: Callable[[], None]
    ) -> Link | None:
        """A link to the engine that runs for ``library``, or None when none answers.

        One of another version is asked to end, and waited for: after an update nobody may go on
        with the program that was there before. Raises ``LibraryLocked`` when it is in use.
        """
        door = Door.read(library)
        if door is None:
            return None
        try:
            connection = Client(door.address, authkey=door.key)
        except (OSError, EOFError, AuthenticationError):
            return None
        link = cls(connection, on_event, on_lost)
        if door.version == __version__:
            return link
        link._have_end(library, door)
        return None

    def _have_end(self, library: Library, door: Door) -> None:
        ended = True
        try:
            ended = self.call(END, {})
        except EngineUnreachable:
            pass  # it has just ended by itself
        finally:
            self.close()
        if ended:
            with contextlib.suppress(Timeout), FileLock(library.lock).acquire(_END_SECONDS):
                return
        raise LibraryLocked(
            "Another version of DocMind is using this library",
            detail=f"It is DocMind {door.version}, this is DocMind {__version__}.",
            hint="Close its windows and wait until its commands have finished, then try again.",
            path=library.root,
        )

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """Make a call and wait. Raises the engine's error, or ``EngineUnreachable``."""
        future: Future[Message] = Future()
        with self._lock:
            if self._closed:
                raise lost()
            number = next(self._ids)
            self._waiting[number] = future
            try:
                frame = encode(Message(id=number, call=name, arguments=arguments))
                self._connection.send_bytes(frame)
            except OSError:
                self._waiting.pop(number, None)
                raise lost() from None
        answer = future.result()
        if answer.error is not None:
            raise error_of(answer.error)
        return value_of(name, answer.value)

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
        hang_up(self._connection)

    def _receive(self) -> None:
        try:
            while True:
                message = decode(self._connection.recv_bytes())
                if message.event:
                    event = event_of(message)
                    if event is not None:
                        self._on_event(event)
                    continue
                with self._lock:
                    future = self._waiting.pop(message.id, None)
                if future is not None:
                    future.set_result(message)
        except (EOFError, OSError, TypeError, msgspec.DecodeError, msgspec.ValidationError):
            pass  # TypeError: the connection was closed on our side while reading
        self._lose()

    def _lose(self) -> None:
        with self._lock:
            wanted = not self._closed
            self._closed = True
            waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            future.set_exception(lost())
        self._connection.close()
        if wanted:
            self._on_lost()


def lost() -> EngineUnreachable:
    return EngineUnreachable(
        "The search engine stopped",
        detail="What was indexed is safe.",
        hint="Try again in a moment.",
    )


class RemoteEngine:
    """``EngineApi`` over a link. Subclasses decide what happens when it breaks."""

    def __init__(self) -> None:
        self._subscribers = Subscribers()

    def _call(self, name: str, /, **arguments: Any) -> Any:
        raise NotImplementedError

    def _publish(self, event: Event) -> None:
        self._subscribers.publish(event)

    def status(self) -> Status:
        return self._call("status")  # type: ignore[no-any-return]

    def search(self, query: Query) -> SearchAnswer:
        return self._call("search", query=query)  # type: ignore[no-any-return]

    def explain(self, query: Query, path: Path) -> Explanation:
        return self._call("explain", query=query, path=Path(path).absolute())  # type: ignore[no-any-return]

    def add(self, paths: Sequence[Path]) -> int:
        absolute = [Path(path).absolute() for path in paths]
        return self._call("add", paths=absolute)  # type: ignore[no-any-return]

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        return self._call("rescan", paths=[Path(path).absolute() for path in paths])  # type: ignore[no-any-return]

    def remove(self, path: Path) -> int:
        return self._call("remove", path=Path(path).absolute())  # type: ignore[no-any-return]

    def retry(self, paths: Sequence[Path] = ()) -> int:
        return self._call("retry", paths=[Path(path).absolute() for path in paths])  # type: ignore[no-any-return]

    def glance(self) -> None:
        self._call("glance")

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        absolute = [Path(path).absolute() for path in paths]
        return self._call("unlock", paths=absolute, password=password)  # type: ignore[no-any-return]

    def allow(self, paths: Sequence[Path]) -> int:
        return self._call("allow", paths=[Path(path).absolute() for path in paths])  # type: ignore[no-any-return]

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        absolute = [Path(path).absolute() for path in paths]
        return self._call("recognise", paths=absolute)  # type: ignore[no-any-return]

    def look_at_pictures(self) -> int:
        return self._call("look_at_pictures")  # type: ignore[no-any-return]

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        return self._call("preview_exclude", patterns=list(patterns))  # type: ignore[no-any-return]

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        return self._call("wait", job_id=job_id, timeout=timeout)  # type: ignore[no-any-return]

    def cancel(self, job_id: int) -> None:
        self._call("cancel", job_id=job_id)

    def pause(self) -> None:
        self._call("pause")

    def resume(self) -> None:
        self._call("resume")

    def pause_source(self, path: Path) -> None:
        self._call("pause_source", path=Path(path).absolute())

    def resume_source(self, path: Path) -> int:
        return self._call("resume_source", path=Path(path).absolute())  # type: ignore[no-any-return]

    def problems(self) -> tuple[Problem, ...]:
        return self._call("problems")  # type: ignore[no-any-return]

    def ignore(self, paths: Sequence[Path], ignored: bool = True) -> int:
        absolute = [Path(path).absolute() for path in paths]
        return self._call("ignore", paths=absolute, ignored=ignored)  # type: ignore[no-any-return]

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        return self._call("files", source=source, limit=limit)  # type: ignore[no-any-return]

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        return self._call("page_text", file_id=file_id, page=page, span=span, query=query)  # type: ignore[no-any-return]

    def matches(self, file_id: int, text: str, literally: bool = False) -> DocumentMatches:
        return self._call("matches", file_id=file_id, text=text, literally=literally)  # type: ignore[no-any-return]

    def searches(self) -> Searches:
        return self._call("searches")  # type: ignore[no-any-return]

    def remember_search(self, query: Query) -> None:
        self._call("remember_search", query=query)

    def forget_searches(self, text: str | None = None) -> int:
        return self._call("forget_searches", text=text)  # type: ignore[no-any-return]

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        self._call("save_search", name=name, text=text, mode=mode)

    def rename_saved_search(self, name: str, new_name: str) -> None:
        self._call("rename_saved_search", name=name, new_name=new_name)

    def remove_saved_search(self, name: str) -> None:
        self._call("remove_saved_search", name=name)

    def models(self) -> tuple[ModelState, ...]:
        return self._call("models")  # type: ignore[no-any-return]

    def estimate_model(self, model: str) -> ModelEstimate:
        return self._call("estimate_model", model=model)  # type: ignore[no-any-return]

    def use_model(self, model: str) -> int:
        return self._call("use_model", model=model)  # type: ignore[no-any-return]

    def stop_model_change(self) -> None:
        self._call("stop_model_change")

    def remove_old_index(self) -> int:
        return self._call("remove_old_index")  # type: ignore[no-any-return]

    def try_model(self, model: str) -> str:
        return self._call("try_model", model=model)  # type: ignore[no-any-return]

    def download_model(self, model: str) -> int:
        return self._call("download_model", model=model)  # type: ignore[no-any-return]

    def import_model(self, path: Path) -> int:
        return self._call("import_model", path=Path(path).absolute())  # type: ignore[no-any-return]

    def verify_model(self, model: str) -> int:
        return self._call("verify_model", model=model)  # type: ignore[no-any-return]

    def remove_model(self, model: str) -> None:
        self._call("remove_model", model=model)

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        return self._call("provider_health")  # type: ignore[no-any-return]

    def runtimes(self) -> tuple[RuntimeState, ...]:
        return self._call("runtimes")  # type: ignore[no-any-return]

    def import_runtime(self, path: Path) -> int:
        return self._call("import_runtime", path=Path(path).absolute())  # type: ignore[no-any-return]

    def download_runtime(self, name: str) -> int:
        return self._call("download_runtime", name=name)  # type: ignore[no-any-return]

    def remove_runtime(self, name: str) -> None:
        self._call("remove_runtime", name=name)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        return self._subscribers.add(subscriber)


class ConnectedEngine(RemoteEngine):
    """The engine of another face: when it ends, so does this."""

    def __init__(self, library: Library) -> None:
        """Raises ``EngineUnreachable`` when no engine runs for this library."""
        super().__init__()
        link = Link.connect(library, self._publish, lambda: None)
        if link is None:
            raise EngineUnreachable(
                "No engine is running for this library", hint="Open DocMind.", path=library.root
            )
        self._link = link

    def _call(self, name: str, /, **arguments: Any) -> Any:
        return self._link.call(name, arguments)

    def close(self) -> None:
        self._link.close()
