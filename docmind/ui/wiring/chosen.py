"""What can be done with the results that are chosen: open, show, copy, look around, leave out.

Also how all of them stand: in which order, and whether pictures are shown side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from docmind.core import Hit
from docmind.ui.search.dragging import file_paths, paths_text
from docmind.ui.search.heading import SORTS
from docmind.ui.search.narrowing import with_value
from docmind.ui.widgets.wording import counted, number, shown, tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring

ASK_ABOVE = 10  # files that are opened, or folders that are shown, without a question
MOST = 50
_SPECIAL = re.compile(r"([\\*?\[\]])")
Deed = Callable[[Path], None]


class ChosenWiring(QObject):
    """Answers the actions of a result, for one or for several."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._asked: dict[str, tuple[Deed, tuple[Path, ...]]] = {}  # by topic of the banner

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of results do."""
        asking = self._window.asking
        return {
            "open": self._open,
            "show_in_folder": self._show_in_folder,
            "copy_path": self._copy_path,
            "copy_passage": self._copy_passage,
            "only_folder": self._search_folder,
            "leave_out_folder": self._leave_out_folder,
            "leave_out_file": self._leave_out_file,
            **{f"sort_{one}": lambda one=one: asking.set_sort(one) for one in SORTS},  # type: ignore[misc]
            "pictures_list": lambda: self._show_pictures(in_grid=False),
            "pictures_grid": lambda: self._show_pictures(in_grid=True),
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, results = self._window, self._window.results
        results.opened.connect(lambda _hit: self._open())
        results.menus.copy_opened.connect(window.desktop.open)
        results.menus.copy_shown.connect(window.desktop.show_in_folder)
        window.preview.open_pressed.connect(self._open_current)
        window.preview.folder_pressed.connect(self._show_in_folder)
        window.banner.pressed.connect(self._on_banner)
        actions = window.actions_table
        groups = (
            ("open", "show_in_folder"),
            ("copy_path", "copy_passage"),
            ("find_similar", "find_passages"),
            ("only_folder", "leave_out_folder", "leave_out_file"),
        )
        offered = [
            action for group in groups for action in (None, *map(actions.__getitem__, group))
        ]
        results.offer(offered[1:])

    def _chosen(self) -> list[Hit]:
        """The chosen hits while the results are shown."""
        on_results = self._window.pages.currentWidget() is self._window.inner
        return self._window.results.together() if on_results else []

    # ---- opening -------------------------------------------------------------------------------

    def _open(self) -> None:
        hits = self._chosen()
        if len(hits) == 1:
            self._open_one(hits[0])
        elif hits:
            self._do_with("open", self._there(hits), self._window.desktop.open)

    def _open_current(self) -> None:
        hit = self._window.results.current()
        if hit is not None:
            self._open_one(hit)

    def _open_one(self, hit: Hit) -> None:
        window = self._window
        if not self._there([hit]):
            return
        page = window.preview.page if not window.preview.isHidden() else None
        if hit.container is not None:  # pages of what lies inside are none of its own
            window.desktop.open(hit.container)
        else:
            window.desktop.open(hit.path, page or hit.best.page)

    def _show_in_folder(self) -> None:
        window, hits = self._window, self._chosen()
        if hits:
            folders = {path.parent: path for path in reversed(self._there(hits))}
            self._do_with("show", tuple(folders.values())[::-1], window.desktop.show_in_folder)
        elif window.sheets.is_shown("problems") and window.problems.chosen():
            window.desktop.show_in_folder(window.problems.chosen()[0])

    def _there(self, hits: Sequence[Hit]) -> list[Path]:
        """The files of those hits whose drives are connected; what is not is said."""
        away = [hit for hit in hits if self._window.results.is_offline(hit)]
        if away:
            name = shown((away[0].container or away[0].path).name)
            if len(away) == 1:
                text = tr(
                    "{name} is on a drive that is not connected. It opens when the drive is back."
                ).format(name=name)
            else:
                text = counted(
                    len(away),
                    "{count} file is on a drive that is not connected.",
                    "{count} files are on drives that are not connected.",
                )
            self._window.banner.say("away", text, brief=True)
        gone = {hit.file_id for hit in away}
        return file_paths([hit for hit in hits if hit.file_id not in gone])

    def _do_with(self, what: str, paths: Sequence[Path], deed: Deed) -> None:
        """Do something with each of these, after a question where that is a lot."""
        banner, count = self._window.banner, len(paths)
        topic = f"{what} several"
        if count <= ASK_ABOVE:
            for path in paths:
                deed(path)
        elif count > MOST:
            text = tr("That is too much at once: choose {count} files at most.")
            banner.say(topic, text.format(count=number(MOST)), brief=True)
        else:
            self._asked[topic] = (deed, tuple(paths))
            if what == "open":
                text = counted(count, "Open {count} file?", "Open {count} files?")
                banner.say(topic, text, tr("Open them"))
            else:
                text = counted(count, "Show {count} folder?", "Show {count} folders?")
                banner.say(topic, text, tr("Show them"))

    def _on_banner(self, topic: str) -> None:
        if topic in self._asked:
            self._window.banner.take_back(topic)
            deed, paths = self._asked.pop(topic)
            for path in paths:
                deed(path)

    # ---- copying -------------------------------------------------------------------------------

    def _copy_path(self) -> None:
        paths = file_paths(self._chosen())
        if paths:
            QGuiApplication.clipboard().setText(paths_text(paths))
            text = counted(len(paths), "{count} path copied.", "{count} paths copied.")
            self._window.banner.say("copied", text, brief=True)

    def _copy_passage(self) -> None:
        texts = [hit.best.snippet.strip("… ") for hit in self._chosen() if hit.best.snippet.strip()]
        if texts:
            QGuiApplication.clipboard().setText("\n\n".join(texts))
            text = counted(len(texts), "{count} passage copied.", "{count} passages copied.")
            self._window.banner.say("copied", text, brief=True)

    # ---- looking around, leaving out -----------------------------------------------------------

    def _search_folder(self) -> None:
        hit = self._window.results.current()
        if hit is not None and self._chosen():
            edit = self._window.field.edit
            folder = shown((hit.container or hit.path).parent.as_posix())
            edit.setText(with_value(edit.text(), "folder", folder))

    def _leave_out_folder(self) -> None:
        hit = self._window.results.current()
        if hit is not None and self._chosen():
            self._leave_out((hit.container or hit.path).parent, "/")

    def _leave_out_file(self) -> None:
        hit = self._window.results.current()
        if hit is not None and self._chosen():
            self._leave_out(hit.container or hit.path, "")

    def _leave_out(self, path: Path, end: str) -> None:
        """Offer a pattern that leaves it out, on the page that shows what that means."""
        window, status = self._window, self._wiring.engine.status
        pattern = pattern_for(path, [source.path for source in status.sources] if status else [])
        if not pattern:
            text = tr("That was added by itself. Remove it among the folders instead.")
            window.banner.say("leave out", text, brief=True)
            return
        window.sheets.show("exclude")
        window.exclude.edit.insertPlainText(f"{pattern}{end}\n")

    # ---- how all of them stand -----------------------------------------------------------------

    def _show_pictures(self, *, in_grid: bool) -> None:
        self._window.session.pictures_in_grid = in_grid
        self._window.results.set_grid(in_grid)


def pattern_for(path: Path, sources: Sequence[Path]) -> str:
    """The pattern that leaves out ``path``, from the source it lies in; "" for a source itself."""
    inside = [source for source in sources if path != source and path.is_relative_to(source)]
    if not inside:
        return ""
    source = max(inside, key=lambda one: len(one.parts))
    pattern = _SPECIAL.sub(r"\\\1", path.relative_to(source).as_posix())
    if pattern.endswith(" "):
        pattern = f"{pattern[:-1]}\\ "
    return f"/{pattern}"
