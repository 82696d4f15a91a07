"""The icon in the desktop's tray: the program while its window is put away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import tr

TIP_MS = 1000  # a desktop is told of every change over its bus


class Tray(QObject):
    """Icon, tip and menu. What is asked for comes as signals."""

    open_wanted = Signal()
    quick_wanted = Signal()
    pause_wanted = Signal()  # or to go on
    quit_wanted = Signal()

    def __init__(self, icon: QIcon, window: QWidget, shown: QSystemTrayIcon | None = None) -> None:
        super().__init__(window)
        self._shown = shown if shown is not None else QSystemTrayIcon(self)
        self._shown.setIcon(icon)
        self.menu = QMenu(window)
        for text, wanted in (
            (tr("Open DocMind"), self.open_wanted),
            (tr("Quick search"), self.quick_wanted),
            (tr("Pause reading"), self.pause_wanted),
            (tr("Quit DocMind"), self.quit_wanted),
        ):
            self.menu.addAction(text).triggered.connect(wanted)
        self.menu.insertSeparator(self.menu.actions()[-1])
        self._pause = self.menu.actions()[2]
        self._tip = ""
        self._soon = one_shot(self, TIP_MS, lambda: self._shown.setToolTip(self._tip))
        self.say("")
        self._shown.setToolTip(self._tip)
        self._shown.setContextMenu(self.menu)
        self._shown.activated.connect(self._on_activated)
        self._shown.messageClicked.connect(self.open_wanted)

    @staticmethod
    def can_be_had() -> bool:
        """Whether this desktop shows a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def tip(self) -> str:
        """What the icon says when it is pointed at; screen readers read it aloud."""
        return self._tip

    def show(self) -> None:
        """Put the icon into the tray."""
        self._shown.show()

    def say(self, what_goes_on: str) -> None:
        """Show below the name what the program does; the tray hears of it once a second."""
        self._tip = f"DocMind\n{what_goes_on}".strip()
        if not self._soon.isActive():
            self._soon.start()

    def set_paused(self, paused: bool) -> None:
        """Offer to go on while reading is held."""
        self._pause.setText(tr("Resume reading") if paused else tr("Pause reading"))

    def tell(self, text: str) -> None:
        """Say something beside the icon, for a while."""
        self._shown.showMessage("DocMind", text, self._shown.icon())

    def close_down(self) -> None:
        """Take the icon away."""
        self._soon.stop()
        self._shown.hide()
        self.menu.deleteLater()
        self.deleteLater()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_wanted.emit()
