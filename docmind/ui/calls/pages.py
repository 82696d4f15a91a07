"""The calls of the pages on settings, privacy and the program itself.

Most look at files and need no engine, so they also work while there is none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from docmind.core import DocMindError, EngineApi, Restartable
from docmind.ui.calls.lanes import not_ready, unexpected
from docmind.ui.calls.library import LibraryCalls
from docmind.ui.core_words import in_our_words

if TYPE_CHECKING:
    from docmind.core import Erasable

FACTS_LANE, DOCTOR_LANE = "facts", "doctor"
PAGE_LANES = (FACTS_LANE, DOCTOR_LANE)
log = logging.getLogger(__name__)


class PageCalls(LibraryCalls):
    """The part of the bridge that is about settings, what is kept, and the machine."""

    specs_came = Signal(object)  # tuple[SettingSpec, ...]
    specs_failed = Signal(object)  # DocMindError
    settings_came = Signal(object)  # Settings
    changes_saved = Signal(object, bool)  # tuple[str, ...] of keys, whether they hold now
    changes_refused = Signal(object, object)  # tuple[str, ...] of keys, DocMindError
    places_came = Signal(object)  # tuple[StoredPlace, ...]
    connections_came = Signal(object)  # tuple[Connection, ...]
    text_permissions_came = Signal(object)  # tuple[TextPermission, ...]
    erased = Signal(str)  # what
    erasing_failed = Signal(object)  # DocMindError
    checks_came = Signal(object)  # tuple[Check, ...]
    report_came = Signal(str)
    third_parties_came = Signal(object)  # tuple[ThirdParty, ...]
    autostart_set = Signal(bool)  # whether the desktop starts DocMind from now on
    autostart_refused = Signal(object)  # DocMindError

    def ask_specs(self) -> None:
        """Ask for every setting, as it is declared and as it is now."""

        def find() -> object:
            from docmind.core import setting_specs

            return setting_specs()

        self._find(find, self.specs_came.emit, self.specs_failed.emit, "specs")

    def change_settings(self, changes: Mapping[str, Any], *, restart: bool) -> None:
        """Write settings (None for the default) and, with ``restart``, start the engine anew."""
        keys = tuple(changes)

        def task() -> None:
            from docmind.core import save_settings

            engine, applied = self._engine, True
            try:
                settings = save_settings(changes)
                if restart and not self._closed:
                    applied = engine.restart() if isinstance(engine, Restartable) else False
            except DocMindError as error:
                self._post(self.changes_refused.emit, keys, in_our_words(error))
            except Exception as error:
                log.exception("the settings could not be saved")
                self._post(self.changes_refused.emit, keys, unexpected(error))
            else:
                self._post(self.settings_came.emit, settings)
                self._post(self.changes_saved.emit, keys, applied)
                self._post(self.refresh)

        self._lanes["calls"].put(task)

    def ask_kept(self, library: Path | None) -> None:
        """Ask what is kept on this computer, which connections were made, where texts may go."""

        def places() -> object:
            from docmind.core import stored_places

            return stored_places(library)

        def connections() -> object:
            from docmind.core import connections_made

            return connections_made()

        def permissions() -> object:
            from docmind.core import text_permissions

            return text_permissions()

        self._find(permissions, self.text_permissions_came.emit, None, "permissions")
        self._find(connections, self.connections_came.emit, None, "connections")
        self._find(places, self.places_came.emit, None, "places")

    def erase(self, what: Erasable) -> None:
        """Erase caches or the whole index; the engine is started anew for it."""
        self._call(
            "calls",
            lambda engine: _erase(engine, what),
            lambda _done: self._on_erased(what),
            self.erasing_failed.emit,
        )

    def _on_erased(self, what: str) -> None:
        self.erased.emit(what)
        self.refresh()

    def ask_checks(self, library: Path | None) -> None:
        """Have the doctor look at everything; takes seconds."""

        def look() -> tuple[object, str]:
            from docmind.core import examine, plain_report

            checks = examine(library)
            return checks, plain_report(checks, library)

        def found(result: tuple[object, str]) -> None:
            self.checks_came.emit(in_our_words(result[0]))
            self.report_came.emit(result[1])

        self._find(look, found, None, "checks", DOCTOR_LANE)

    def ask_third_parties(self) -> None:
        """Ask for the libraries that DocMind brings along."""

        def find() -> object:
            from docmind.core import third_parties

            return third_parties()

        self._find(find, self.third_parties_came.emit, None, "third parties")

    def set_autostart(self, wanted: bool, *, renew: bool) -> None:
        """Have the desktop start DocMind with its session, or not. With ``renew`` it was to do so
        before, and what was switched off there stays off."""

        def write() -> None:
            from docmind.ui.autostart.base import start_command
            from docmind.ui.autostart.choice import autostart_here

            entry = autostart_here()
            if not wanted:
                entry.switch_off()
            elif renew:
                entry.keep(start_command())
            else:
                entry.switch_on(start_command())

        def done(_none: object) -> None:
            self.autostart_set.emit(wanted)

        self._find(write, done, self.autostart_refused.emit, "autostart", "calls")

    def _find(
        self,
        look: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[DocMindError], None] | None,
        key: str,
        lane: str = FACTS_LANE,
    ) -> None:
        """Run what needs no engine on a lane of the pages."""
        say = failed or self.call_failed.emit

        def task() -> None:
            try:
                result = look()
            except DocMindError as error:
                self._post(say, in_our_words(error))
            except Exception as error:
                log.exception("a page could not be filled")
                self._post(say, unexpected(error))
            else:
                self._post(done, result)

        self._lanes[lane].put(task, key)


def _erase(engine: EngineApi, what: Erasable) -> None:
    """Write the wish, start the engine anew, and take the wish back when that is not done: what
    was asked for is erased now or not at all."""
    from docmind.core import request_erasure, withdraw_erasure

    if not isinstance(engine, Restartable):
        raise not_ready()
    library = engine.status().library
    request_erasure(library, what)
    try:
        ended = engine.restart()
    except Exception:  # whatever it was: nothing may be erased later, unasked
        withdraw_erasure(library)
        raise
    if not ended:
        withdraw_erasure(library)
        raise DocMindError(
            "Nothing was erased, because another program uses this library now",
            hint="Close other windows and commands of DocMind, then try again.",
        )
