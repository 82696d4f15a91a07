"""What the window remembers between starts: geometry, panes, search and theme, in an ini file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from docmind.core import config_file
from docmind.ui.widgets.theme import Preference

if TYPE_CHECKING:
    from docmind.core import Mode

MODES: tuple[Mode, ...] = ("auto", "meaning", "words", "images")


def session_file() -> Path:
    """``window.ini`` beside the settings file."""
    return config_file().parent / "window.ini"


class Session:
    """Reads and writes the ini file. Values that cannot be used fall back to the defaults."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray | None:
        """The window's geometry as Qt saved it, or None."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("window/geometry", value)

    def splitter(self, name: str) -> QByteArray | None:
        """The state of a named splitter, or None."""
        return self._bytes(f"panes/{name}")

    def keep_splitter(self, name: str, value: QByteArray) -> None:
        """Remember the state of a named splitter."""
        self._settings.setValue(f"panes/{name}", value)

    def pane_visible(self, name: str) -> bool:
        """Whether a pane was open (it is, unless closed before)."""
        return str(self._settings.value(f"panes/{name}_visible", "true")) != "false"

    def keep_pane_visible(self, name: str, visible: bool) -> None:
        """Remember whether a pane is open."""
        self._settings.setValue(f"panes/{name}_visible", "true" if visible else "false")

    @property
    def mode(self) -> Mode:
        """The search mode used last."""
        value = self._settings.value("search/mode", "auto")
        return value if value in MODES else "auto"

    @mode.setter
    def mode(self, value: Mode) -> None:
        self._settings.setValue("search/mode", value)

    @property
    def search(self) -> tuple[str, int | None]:
        """What was searched for last and the id of the file that was chosen; ("", None) when
        nothing is kept."""
        chosen = str(self._settings.value("search/chosen", ""))
        text = str(self._settings.value("search/text", ""))
        return text, int(chosen) if chosen.isdigit() else None

    @search.setter
    def search(self, value: tuple[str, int | None]) -> None:
        for key, part in zip(("search/text", "search/chosen"), value, strict=True):
            if part:
                self._settings.setValue(key, str(part))
            else:
                self._settings.remove(key)

    def told_once(self, topic: str) -> bool:
        """Whether a person was told of ``topic`` before; from now on they were."""
        key = f"told/{topic}"
        before = str(self._settings.value(key, "false")) == "true"
        self._settings.setValue(key, "true")
        return before

    @property
    def declines_models(self) -> bool:
        """Whether a person wants to hear no more of better models."""
        return str(self._settings.value("models/declined", "false")) == "true"

    @declines_models.setter
    def declines_models(self, value: bool) -> None:
        self._settings.setValue("models/declined", "true" if value else "false")

    @property
    def skipped_version(self) -> str:
        """The version of DocMind a person wants to hear no more of, or ""."""
        return str(self._settings.value("updates/skipped", ""))

    @skipped_version.setter
    def skipped_version(self, value: str) -> None:
        self._settings.setValue("updates/skipped", value)

    @property
    def pictures_in_grid(self) -> bool:
        """Whether pictures are shown side by side (they are, unless a list was chosen)."""
        return str(self._settings.value("search/pictures_in_grid", "true")) != "false"

    @pictures_in_grid.setter
    def pictures_in_grid(self, value: bool) -> None:
        self._settings.setValue("search/pictures_in_grid", "true" if value else "false")

    @property
    def theme(self) -> Preference | None:
        """The theme chosen in the window, or None when the settings decide."""
        value = self._settings.value("window/theme")
        return cast(Preference, value) if value in get_args(Preference) else None

    @theme.setter
    def theme(self, value: Preference | None) -> None:
        if value is None:
            self._settings.remove("window/theme")
        else:
            self._settings.setValue("window/theme", value)

    @property
    def starts_with_desktop(self) -> bool:
        """Whether the desktop was told to start DocMind."""
        return str(self._settings.value("desktop/autostart", "false")) == "true"

    @starts_with_desktop.setter
    def starts_with_desktop(self, value: bool) -> None:
        self._settings.setValue("desktop/autostart", "true" if value else "false")

    @property
    def had_sources(self) -> bool:
        """Whether the library was in use at the last start: avoids a flash of the empty state."""
        return str(self._settings.value("library/had_sources", "false")) == "true"

    @had_sources.setter
    def had_sources(self, value: bool) -> None:
        self._settings.setValue("library/had_sources", "true" if value else "false")

    def write(self) -> None:
        """Put everything on disk now, for its owner only: it may hold what was searched for."""
        self._settings.sync()
        with contextlib.suppress(OSError):
            Path(self._settings.fileName()).chmod(0o600)

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
