"""How the pages on settings, privacy and the program work with the bridge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from docmind.core import DocMindError, UsageError, config_file
from docmind.ui.core_words import in_our_words
from docmind.ui.settings.servers import allow_question
from docmind.ui.settings.updates import daily_question
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import shown, tr

if TYPE_CHECKING:
    from docmind.core import SettingSpec
    from docmind.ui.main_window import MainWindow
    from docmind.ui.settings.page import SettingsPage

GATHER_MS = 300
PATTERNS = "discovery.exclude"
DAILY, ADDRESS = "updates.check", "updates.address"
ALLOWED = "servers.text_may_go_to"
SERVERS = ("servers.ollama_address", "servers.openai_address", "servers.rerank_address")


class SettingsWiring(QObject):
    """Joins the page of settings with the bridge of one window. It is made when first wanted.

    Changes that come close together are written at once, so that the engine starts anew once.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._page: SettingsPage | None = None
        self._changes: dict[str, Any] = {}
        self._specs: dict[str, SettingSpec] = {}
        self._checked: tuple[int, Any] = (-1, ())  # patterns, and the request that looks at them
        self._gather = one_shot(self, GATHER_MS, self._save)

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of settings do: the page is a sheet, so none here."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.sheets.add_later("settings", lambda: self.page, window.bridge.ask_specs)

    @property
    def page(self) -> SettingsPage:
        """The page of settings."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def _make(self) -> SettingsPage:
        from docmind.ui.settings.page import SettingsPage

        window = self._window
        page, bridge = SettingsPage(window), window.bridge
        page.questions = {
            DAILY: self._before_daily,
            ADDRESS: self._before_address,
            ALLOWED: self._before_allowing,
        }
        page.changed.connect(self._on_change)
        page.page_asked.connect(window.sheets.show)
        page.file_asked.connect(lambda: window.desktop.show_in_folder(config_file()))
        bridge.specs_came.connect(self._on_specs)
        bridge.specs_failed.connect(page.show_failure)
        bridge.changes_saved.connect(self._on_saved)
        bridge.changes_refused.connect(self._on_refused)
        bridge.exclude_previewed.connect(lambda request, _preview: self._on_checked(request))
        bridge.exclude_refused.connect(self._on_unusable)
        bridge.settings_saved.connect(lambda _applied: self._refresh())
        return page

    def _on_specs(self, specs: tuple[SettingSpec, ...]) -> None:
        """The colours are remembered with the window: what is chosen there holds."""
        chosen = self._window.session.theme
        shown = tuple(
            replace(spec, value=chosen) if chosen and spec.key == "window.theme" else spec
            for spec in specs
        )
        self._specs = {spec.key: spec for spec in shown}
        self.page.show_specs(shown)

    def _on_change(self, key: str, value: Any) -> None:
        if key == PATTERNS and value:
            self._checked = (self._window.bridge.preview_exclude(value), value)
            return
        try:
            _require_usable(key, value)
        except DocMindError as error:
            self.page.complain((key,), str(in_our_words(error)))
            return
        self._changes[key] = value
        self._gather.start()

    def _before_daily(self, value: Any) -> str:
        """Nothing is asked of another computer before a person has read which one it is."""
        return daily_question(_host_or_none(self._specs[ADDRESS].value)) if value is True else ""

    def _before_address(self, value: Any) -> str:
        """The permission was given for another computer."""
        host = _host_or_none(value)
        return daily_question(host) if host and self._specs[DAILY].value else ""

    def _before_allowing(self, value: Any) -> str:
        """Nothing goes to another computer before a person has read which one, and what goes."""
        added = [one for one in value or () if one not in self._specs[ALLOWED].value]
        return allow_question(added) if added else ""

    def _on_checked(self, request: int) -> None:
        """The patterns can be used."""
        asked, value = self._checked
        if request == asked:
            self._changes[PATTERNS] = value
            self._gather.start()

    def _on_unusable(self, request: int, error: DocMindError) -> None:
        if request == self._checked[0]:
            self.page.complain((PATTERNS,), str(error))

    def save_now(self) -> None:
        """Write what was changed a moment ago: the window closes."""
        if self._gather.isActive():
            self._gather.stop()
            self._save(may_restart=False)  # the engine ends anyway

    def _save(self, *, may_restart: bool = True) -> None:
        changes, self._changes = self._changes, {}
        if "window.theme" in changes:
            self._window.session.theme = None  # the settings decide from now on
        restart = may_restart and any(self._specs[key].effect != "at once" for key in changes)
        self._window.bridge.change_settings(changes, restart=restart)

    def _on_saved(self, keys: tuple[str, ...], applied: bool) -> None:
        self.page.mark_saved(keys, applied=applied)
        self._window.bridge.ask_specs()

    def _on_refused(self, keys: tuple[str, ...], error: DocMindError) -> None:
        self.page.complain(keys, f"{error.detail or error.title} {error.hint}".strip())

    def _refresh(self) -> None:
        """Another part of the window saved settings."""
        if self._window.sheets.current is self.page:
            self._window.bridge.ask_specs()


def _require_usable(key: str, value: Any) -> None:
    """Raise ``DocMindError`` for an address that is never asked, or a host that is none."""
    if key == ADDRESS and value:
        _host(value)
    elif key in SERVERS and value:
        from docmind.core import server_terms

        server_terms(value, ())
    elif key == ALLOWED:
        for entry in value or ():
            if _host(f"https://{entry}") != entry.casefold():
                raise UsageError(
                    tr("{text} is no host").format(text=shown(entry)),
                    hint=tr("It must look like models.example or models.example:8443"),
                )


def _host(address: str) -> str:
    """The computer an address leads to. Raises ``UsageError`` for one that is not asked."""
    from docmind.core import host_asked  # here, because no start needs it

    return host_asked(address)


def _host_or_none(address: str) -> str:
    try:
        return _host(address)
    except UsageError:
        return ""
