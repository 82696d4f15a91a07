"""Every action of the window in one table: menu, tooltips and the shortcut list come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from docmind.ui.widgets.wording import tr


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``where`` window, results (works while the field or the list has focus) or list
    (the list alone).

    Of a ``group`` one is checked; one that ``switches`` is checked while what it names is on.
    """

    name: str
    text: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    menu: str = ""
    where: str = "window"
    group: str = ""
    switches: bool = False


def table() -> tuple[ActionSpec, ...]:
    """All actions, in menu order."""
    return (*_library_actions(), *_search_actions(), *_result_actions(), *_view_actions())


def _library_actions() -> tuple[ActionSpec, ...]:
    library, spec = tr("Library"), ActionSpec
    return (
        spec("add_folder", tr("Add folder…"), tr("Read a folder and all below it"),
             ("Ctrl+O",), library),
        spec("add_files", tr("Add files…"), tr("Read single files"), ("Ctrl+Shift+O",), library),
        spec("paste", tr("Add copied files"), tr("Read the files copied in the file browser"),
             ("Ctrl+Shift+V",), library),
        spec("rescan", tr("Look for changes"), tr("Look again at every folder"), ("F5",), library),
        spec("remove_source", tr("Remove folder…"),
             tr("Take the chosen folder out of DocMind; its files stay"), (), library),
        spec("exclude", tr("Leave out…"),
             tr("Say what is not read, and whether text in pictures is looked for"), (), library),
        spec("pause", tr("Pause or resume reading"), tr("Hold or go on with background reading"),
             ("Ctrl+Shift+P",), library),
        spec("pause_hour", tr("Pause for an hour"),
             tr("Hold background reading, and go on with it after an hour"), (), library),
        spec("only_mains", tr("Only on mains power"),
             tr("Looking for changes waits while on battery; what you add is read at once"), (),
             library, switches=True),
        spec("only_idle", tr("Only when the computer is idle"),
             tr("Looking for changes waits while other programs are busy; what you add is read at "
                "once"), (), library, switches=True),
        spec("problems", tr("Files that need attention"),
             tr("Show the files that could not be read, and why"), ("Ctrl+E",), library),
        spec("models", tr("Models…"),
             tr("Show the models, get others, choose what answers"), ("Ctrl+M",), library),
        spec("settings", tr("Settings…"), tr("Change how DocMind reads, searches and looks"),
             ("Ctrl+,",), library),
        spec("privacy", tr("Privacy…"),
             tr("Show what is kept on this computer, and every connection ever made"), (), library),
        spec("about", tr("About DocMind…"),
             tr("Show the version, what is missing here, and what DocMind is made with"), (),
             library),
        spec("quit", tr("Quit"), tr("Close DocMind"), ("Ctrl+Q",), library),
    )  # fmt: skip


def _search_actions() -> tuple[ActionSpec, ...]:
    search, spec = tr("Search"), ActionSpec
    return (
        spec("focus_search", tr("Go to the search field"), tr("Type what you look for"),
             ("Ctrl+K", "Ctrl+L", "/"), search),
        spec("clear", tr("Clear the search"), tr("Empty the search field"), ("Esc",), search),
        spec("save_search", tr("Save this search"), tr("Keep this search under a name"),
             ("Ctrl+D",), search),
        spec("erase_history", tr("Clear search history…"),
             tr("Erase the recent searches; saved ones stay"), (), search),
        spec("keep_history", tr("Remember searches"),
             tr("Keep searches that you act on, on this computer"), (), search, switches=True),
        spec("quick_search", tr("Quick search"), tr("Ask one question in a small window"),
             ("Ctrl+Shift+K",), search),
        spec("mode_auto", tr("Auto"), tr("Meaning and words together"), ("Alt+1",), search,
             group="mode"),
        spec("mode_meaning", tr("Meaning"), tr("Passages that mean the same"), ("Alt+2",), search,
             group="mode"),
        spec("mode_words", tr("Words"), tr("Passages that hold these words"), ("Alt+3",), search,
             group="mode"),
        spec("mode_images", tr("Images"), tr("Pictures that show it"), ("Alt+4",), search,
             group="mode"),
        spec("sort_relevance", tr("Sort by relevance"), tr("The best results first"), (), search,
             group="sort"),
        spec("sort_date", tr("Sort by date"), tr("What was changed last first"), (), search,
             group="sort"),
        spec("sort_name", tr("Sort by name"), tr("By the names of the files"), (), search,
             group="sort"),
        spec("sort_size", tr("Sort by size"), tr("The largest files first"), (), search,
             group="sort"),
        spec("offer_filters", tr("Offer filters"),
             tr("List the filters, or the values of the one being written"), ("Alt+Down",),
             search),
        spec("how_found", tr("How these results were found"),
             tr("Show in plain words what the search did"), ("Ctrl+I",), search),
    )  # fmt: skip


def _result_actions() -> tuple[ActionSpec, ...]:
    result, spec = tr("Result"), ActionSpec
    return (
        spec("open", tr("Open"), tr("Open the file in its own program"), ("Return", "Enter"),
             result, where="results"),
        spec("show_in_folder", tr("Show in folder"), tr("Show the file in the file browser"),
             ("Ctrl+Return",), result),
        spec("copy_path", tr("Copy path"), tr("Copy where the file lies"), ("Ctrl+C",), result,
             where="list"),
        spec("copy_passage", tr("Copy passage"), tr("Copy the text that was found"),
             ("Ctrl+Shift+C",), result, where="list"),
        spec("find_similar", tr("Find similar"),
             tr("Find documents or pictures like this one"), ("Ctrl+Shift+F",), result),
        spec("find_passages", tr("Find passages like this"),
             tr("Find passages like the one that was found, or like the page shown"),
             ("Ctrl+Shift+L",), result),
        spec("only_folder", tr("Search only in this folder"),
             tr("Find only what lies in the folder of this file, or below it"), (), result),
        spec("leave_out_folder", tr("Leave out this folder…"),
             tr("Read nothing of the folder of this file any more"), (), result),
        spec("leave_out_file", tr("Leave out this file…"), tr("Do not read this file any more"),
             (), result),
        spec("previous_page", tr("Previous page"), tr("Show the page before"), ("Ctrl+PgUp",),
             result),
        spec("next_page", tr("Next page"), tr("Show the page after"), ("Ctrl+PgDown",), result),
        spec("find_in_document", tr("Find in the document…"),
             tr("Find words in the document that is shown"), ("Ctrl+F",), result),
        spec("next_match", tr("Next match"), tr("Go to the next place where the words stand"),
             ("F3",), result),
        spec("previous_match", tr("Previous match"),
             tr("Go to the place before where the words stand"), ("Shift+F3",), result),
        spec("zoom_in", tr("Larger"), tr("Show the page or picture larger"), ("Ctrl++", "Ctrl+="),
             result),
        spec("zoom_out", tr("Smaller"), tr("Show the page or picture smaller"), ("Ctrl+-",),
             result),
        spec("zoom_fit", tr("Fit"), tr("Fit the page or picture into the preview"), ("Ctrl+0",),
             result),
    )  # fmt: skip


def _view_actions() -> tuple[ActionSpec, ...]:
    view, spec = tr("View"), ActionSpec
    return (
        spec("toggle_preview", tr("Show or hide the preview"), tr("Show or hide the preview"),
             ("F9",), view),
        spec("toggle_sidebar", tr("Show or hide the folders"), tr("Show or hide the folders"),
             ("Ctrl+B",), view),
        spec("next_pane", tr("Next pane"), tr("Move between search, results, preview and folders"),
             ("F6",), view),
        spec("previous_pane", tr("Previous pane"), tr("Move back between the panes"),
             ("Shift+F6",), view),
        spec("pictures_list", tr("Pictures as a list"),
             tr("Show pictures with their names and why they were found"), (), view,
             group="pictures"),
        spec("pictures_grid", tr("Pictures as a grid"), tr("Show pictures large, side by side"),
             (), view, group="pictures"),
        spec("theme_system", tr("Colours of the system"), tr("Follow the desktop"), (), view,
             group="theme"),
        spec("theme_light", tr("Light colours"), tr("Dark text on light"), (), view,
             group="theme"),
        spec("theme_dark", tr("Dark colours"), tr("Light text on dark"), (), view, group="theme"),
        spec("shortcuts", tr("Keyboard shortcuts"), tr("List every shortcut"), ("F1",), view),
    )  # fmt: skip


def native(shortcut: str) -> str:
    """A shortcut as this desktop writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Actions:
    """The QActions of a window, by name."""

    def __init__(self, owner: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        self._specs = table()
        groups: dict[str, QActionGroup] = {}
        for spec in self._specs:
            action = QAction(spec.text, owner)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(text) for text in spec.shortcuts])
            hint = f" ({native(spec.shortcuts[0])})" if spec.shortcuts else ""
            action.setToolTip(spec.tip + hint)
            action.setCheckable(spec.switches)
            if spec.group:
                action.setCheckable(True)
                groups.setdefault(spec.group, QActionGroup(owner)).addAction(action)
            if spec.where != "window":
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            else:
                owner.addAction(action)
            self._actions[spec.name] = action

    def connect_all(self, runs: Mapping[str, Callable[[], None]]) -> None:
        """Say what each action does. Every action of the table needs an entry."""
        for name, action in self._actions.items():
            run = runs[name]
            action.triggered.connect(lambda _checked=False, run=run: run())

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def attach(self, widget: QWidget, *places: str) -> None:
        """Let the actions of these places (``ActionSpec.where``) work while ``widget`` has
        focus."""
        for spec in self._specs:
            if spec.where in places:
                widget.addAction(self._actions[spec.name])

    def menu(self, parent: QWidget) -> QMenu:
        """The whole table as a menu with one submenu per part."""
        top = QMenu(parent)
        parts: dict[str, QMenu] = {}
        for spec in self._specs:
            if spec.menu not in parts:
                parts[spec.menu] = top.addMenu(spec.menu)
                parts[spec.menu].setToolTipsVisible(True)
            parts[spec.menu].addAction(self._actions[spec.name])
        return top

    def shortcut_lines(self) -> list[tuple[str, str]]:
        """(shortcuts, what they do), for the list shown to people."""
        lines = [
            (", ".join(native(text) for text in spec.shortcuts), spec.text)
            for spec in self._specs
            if spec.shortcuts
        ]
        lines.insert(0, (native("Space"), tr("Show or hide the preview (in the results)")))
        lines.insert(0, (f"{native('Up')}, {native('Down')}", tr("Move in the results")))
        return lines
