"""How the parts that change the library work together: sources, problems, what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from docmind.core import DocMindError, Problem, SourceStatus
from docmind.ui.library.trouble import Limits
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import counted, shown, tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.library.exclude import ExcludeSheet
    from docmind.ui.library.problems import ProblemsPanel
    from docmind.ui.main_window import MainWindow


class LibraryWiring(QObject):
    """Joins sidebar, problems and what is left out with the bridge of one window. The pages of the
    last two are made when first wanted."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._left_out: tuple[tuple[str, ...], bool] = ((), False)
        self._saving = False
        self._limits: Limits | None = None
        self._problems: tuple[Problem, ...] = ()

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the library do."""
        return {
            "add_folder": self.choose_folder,
            "add_files": self.choose_files,
            "remove_source": self.remove_chosen,
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        bridge, sidebar = window.bridge, window.sidebar
        sidebar.add_pressed.connect(self.choose_folder)
        sidebar.view.rescan_asked.connect(lambda path: bridge.rescan([path]))
        sidebar.view.pause_asked.connect(bridge.set_source_paused)
        sidebar.view.part_asked.connect(self.choose_part)
        sidebar.view.problems_asked.connect(lambda: window.sheets.show("problems"))
        sidebar.view.remove_asked.connect(self.confirm_removal)
        sidebar.view.folder_asked.connect(window.desktop.show_in_folder)
        window.sheets.add_later("problems", self._make_problems, bridge.refresh)
        window.sheets.add_later("exclude", self._make_exclude, self.show_settings)
        sidebar.view.exclude_asked.connect(lambda _path: window.sheets.show("exclude"))
        window.strip.problems_pressed.connect(lambda: window.sheets.toggle("problems"))
        window.banner.pressed.connect(self._on_banner)
        bridge.settings_saved.connect(self._on_saved)
        bridge.settings_refused.connect(self._on_refused)

    @property
    def problems(self) -> ProblemsPanel:
        """The page of problems."""
        return cast("ProblemsPanel", self._window.sheets["problems"])

    @property
    def exclude(self) -> ExcludeSheet:
        """The page of what is left out."""
        return cast("ExcludeSheet", self._window.sheets["exclude"])

    def _on_banner(self, topic: str) -> None:
        if topic == "problems":
            self._window.banner.take_back(topic)
            self._window.sheets.toggle("problems")

    def _make_problems(self) -> ProblemsPanel:
        from docmind.ui.library.problems import ProblemsPanel

        window = self._window
        problems = ProblemsPanel(window)
        problems.retry_asked.connect(window.bridge.retry)
        problems.allow_asked.connect(window.bridge.allow)
        problems.recognise_asked.connect(window.bridge.recognise)
        problems.ignore_asked.connect(window.bridge.ignore)
        problems.unlock_asked.connect(window.bridge.unlock)
        problems.folder_asked.connect(window.desktop.show_in_folder)
        problems.copied.connect(
            lambda: window.banner.say("copied", tr("The report is on the clipboard."), brief=True)
        )
        window.bridge.job_finished.connect(lambda _report: problems.job_ended())
        window.bridge.call_failed.connect(lambda _error: problems.forget_asked())
        if self._limits is not None:
            problems.set_limits(self._limits)
        problems.show_problems(self._problems)
        return problems

    def _make_exclude(self) -> ExcludeSheet:
        from docmind.ui.library.exclude import ExcludeSheet

        sheet, bridge = ExcludeSheet(self._window), self._window.bridge
        sheet.previewed.connect(self._preview)
        sheet.saved.connect(self._save)
        bridge.exclude_previewed.connect(sheet.show_preview)
        bridge.exclude_refused.connect(sheet.show_refusal)
        return sheet

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Files that could not be read."""
        self._problems = problems
        if self._window.sheets.is_made("problems"):
            self.problems.show_problems(problems)

    # ---- sources -------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a folder to add. The dialog does not stop the window."""
        dialog = QFileDialog(self._window, tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask_for_paths(dialog)

    def choose_files(self) -> None:
        """Ask for files to add."""
        dialog = QFileDialog(self._window, tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask_for_paths(dialog)

    def _ask_for_paths(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda names: self._window.add_paths([Path(name) for name in names])
        )
        dialog.open()

    def remove_chosen(self) -> None:
        """Ask whether the chosen folder shall go."""
        source = self._window.sidebar.view.current()
        if source is not None:
            self.confirm_removal(source)
        else:
            self._window.banner.say(
                "remove", tr("Choose a folder in the list at the left first."), brief=True
            )

    def confirm_removal(self, source: SourceStatus) -> None:
        """Ask before a source is taken out; the answer comes later, nothing waits for it."""
        files = counted(source.files, "Its {count} file", "Its {count} files")
        text = tr(
            "{files} can no longer be found here. The files themselves stay where they are; "
            "adding the folder again is quick, because what was computed is kept."
        )
        confirm(
            self._window,
            tr("Remove “{name}” from DocMind?").format(name=shown(source.path.name)),
            text.format(files=files),
            tr("Remove"),
            lambda: self._window.bridge.remove(source.path),
        )

    def choose_part(self, source: Path) -> None:
        """Ask for a folder inside a source that is to be left out."""
        dialog = QFileDialog(self._window, tr("Leave out a folder"), str(source))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(lambda names: self.leave_out(source, Path(names[0])))
        dialog.open()

    def leave_out(self, source: Path, part: Path) -> None:
        """Ask before a part of a source is taken out; nothing waits for the answer."""
        banner = self._window.banner
        if source not in part.parents:
            text = tr("“{part}” does not lie in “{source}”.")
            names = {"part": shown(part.name), "source": shown(source.name)}
            banner.say("part", text.format(**names), brief=True)
            return
        confirm(
            self._window,
            tr("Leave out “{name}”?").format(name=shown(part.name)),
            tr("What lies in it can no longer be found here. The files themselves stay where they "
               "are. Add the folder again to have it read again."),
            tr("Leave out"),
            lambda: self._window.bridge.remove(part),
        )  # fmt: skip

    # ---- what is left out ----------------------------------------------------------------------

    def set_settings(self, settings: Settings) -> None:
        """Take what the panels show of the settings."""
        asked = settings.extraction
        self._limits = Limits(asked.max_file_mb, asked.timeout_seconds, asked.memory_mb)
        if self._window.sheets.is_made("problems"):
            self.problems.set_limits(self._limits)
        self._left_out = (settings.discovery.exclude, settings.recognition.enabled)

    def show_settings(self) -> None:
        """Show in the sheet what holds now."""
        self.exclude.show_settings(*self._left_out)

    def _preview(self, patterns: tuple[str, ...]) -> None:
        self.exclude.request = self._window.bridge.preview_exclude(patterns)

    def _save(self, changes: dict[str, Any]) -> None:
        self.exclude.show_saving(True)
        self._saving = True
        self._window.bridge.save_settings(changes)

    def _on_saved(self, applied: bool) -> None:
        if not self._saving:
            return  # another part of the window saves settings, too
        self._saving = False
        self.exclude.show_saving(False)
        self.show_settings()
        text = tr("Saved. The folders are looked at again.")
        if not applied:
            text = tr("Saved. Something else uses the search engine now, so this holds from the "
                      "next start of DocMind.")  # fmt: skip
        self._window.banner.say("saved", text, brief=applied)

    def _on_refused(self, error: DocMindError) -> None:
        if not self._saving:
            return
        self._saving = False
        self.exclude.show_saving(False)
        self._window.banner.say("saved", str(error))
