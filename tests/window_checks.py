"""What holds for every window whatever it shows: names, keys, and room for its texts.

Each check gives one line for each fault, so that one look at a window tells them all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAction, QFontMetrics, QShortcut, Qt, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit, QTabBar, QTextEdit,
)  # fmt: skip
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox)  # their parts are no controls
NARROW = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)
MNEMONIC = re.compile(r"&(?!&)(\w)")
TABS = 300


def described(widget: QWidget) -> str:
    """A widget as a person who mends it looks for it."""
    text = getattr(widget, "text", None)
    said = text() if callable(text) else widget.accessibleName()
    owners = [type(widget).__name__]
    owner = widget.parentWidget()
    while owner is not None and len(owners) < 4:
        owners.append(type(owner).__name__)
        owner = owner.parentWidget()
    return f"{'<'.join(owners)} {widget.objectName()} {said[:60]!r}"


def shown(window: QWidget) -> Iterator[QWidget]:
    """Everything in a window that can be seen, without windows of its own."""
    waiting = [window]
    while waiting:
        widget = waiting.pop()
        if widget is not window and (widget.isHidden() or widget.isWindow()):
            continue
        yield widget
        waiting.extend(child for child in widget.children() if isinstance(child, QWidget))


def controls(window: QWidget) -> Iterator[QWidget]:
    """What a person can use now: each once, without the parts it is made of."""
    for widget in shown(window):
        owner, inside = widget.parentWidget(), False
        while owner is not None and not inside:
            inside = isinstance(owner, WHOLE)
            owner = owner.parentWidget()
        if isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar) and not inside:
            yield widget


def nameless(window: QWidget) -> Iterator[str]:
    """Controls that a screen reader has no name for."""
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            yield f"without a name: {described(widget)}"


# ---- keys ------------------------------------------------------------------------------------


def unreachable(window: QWidget) -> Iterator[str]:
    """Controls that no number of presses of Tab comes to."""
    reached = _reached_by_tab(window)
    for widget in controls(window):
        proxy = widget.focusProxy()
        if not widget.isEnabled() or reached & {widget, proxy}:
            continue
        if not reached.intersection(_beside(widget)):
            yield f"not reached by Tab: {described(widget)}"


def _reached_by_tab(window: QWidget) -> set[QWidget | None]:
    """What has the focus in turn while Tab is pressed until nothing new comes."""
    reached: set[QWidget | None] = {QApplication.focusWidget()}
    since_new = 0
    for _ in range(TABS):
        focus = QApplication.focusWidget() or window
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        since_new = since_new + 1 if now in reached else 0
        if since_new > 3:
            break
        while now is not None and now is not window:
            reached.add(now)
            now = now.parentWidget()
    return reached


def _beside(widget: QWidget) -> list[QAbstractButton]:
    """The others of a group of which one is on: Tab comes to that one, arrows to the rest."""
    if not isinstance(widget, QAbstractButton):
        return []
    if widget.group() is not None and widget.group().exclusive():
        return widget.group().buttons()
    if widget.autoExclusive() and widget.parentWidget() is not None:
        return widget.parentWidget().findChildren(QAbstractButton)
    return []


def ambiguous(window: QWidget) -> Iterator[str]:
    """Keys that mean two things at once: shortcuts of one window, letters of its controls."""
    keys: dict[str, list[str]] = defaultdict(list)
    actions: dict[int, QAction] = {}
    for widget in shown(window):
        actions.update((id(action), action) for action in widget.actions())
        for shortcut in widget.children():
            if isinstance(shortcut, QShortcut) and shortcut.context() not in NARROW:
                keys[shortcut.key().toString()].append(f"a shortcut in {described(widget)}")
        said = widget.text() if isinstance(widget, QAbstractButton) else ""
        if letter := MNEMONIC.search(said):
            keys[f"Alt+{letter[1].upper()}"].append(said)
    for action in actions.values():
        for key in action.shortcuts() if action.isEnabled() else ():
            keys[key.toString()].append(action.text())
    for key, meanings in keys.items():
        if len(meanings) > 1:
            yield f"{key} means several things: {meanings}"


def same_letters(menu: QMenu) -> Iterator[str]:
    """Letters that two entries of a menu are chosen by, and entries that say the same."""
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    if "" in texts:
        yield f"an entry without a name in the menu {menu.title()!r}"
    letters = Counter(found[1].upper() for found in map(MNEMONIC.search, texts) if found)
    for what, count in (letters + Counter(texts)).items():
        if count > 1:
            yield f"{what!r} stands {count} times in the menu {menu.title()!r}"
    for action in menu.actions():
        if action.menu() is not None:
            yield from same_letters(action.menu())


# ---- room ------------------------------------------------------------------------------------


def clipped(window: QWidget) -> Iterator[str]:
    """Texts without the room they need, and what is pushed out of the part it belongs to."""
    for widget in shown(window):
        if widget is not window and not widget.rect().isEmpty():
            yield from _pushed_out(widget)
        missing = _missing(widget)
        if missing is not None:
            yield f"cut {missing}: {described(widget)}"


def _missing(widget: QWidget) -> str | None:
    if isinstance(widget, QLabel):
        return _missing_in_label(widget)
    if isinstance(widget, QPushButton | QToolButton | QCheckBox):
        wanted, given = widget.sizeHint(), widget.rect().size()
        if not _says(widget):
            return None
    elif isinstance(widget, QComboBox):
        wanted, given = widget.minimumSizeHint(), widget.rect().size()
        option_room = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
        wanted.setWidth(max(0, option_room))
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        if widget.accessibleName():
            return None  # Qt shortens it, and the name tells it in full
        text = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
        room = widget.contentsRect().width()
        return f"by {text - room} px" if text > room else None
    else:
        return None
    if given.width() < wanted.width() or given.height() < wanted.height() - 2:
        return f"{given.width()}x{given.height()} of {wanted.width()}x{wanted.height()}"
    return None


def _says(button: QAbstractButton) -> bool:
    alone = isinstance(button, QToolButton) and (
        button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    return bool(button.text()) and not (alone and not button.icon().isNull())


def _missing_in_label(label: QLabel) -> str | None:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return None
    room = label.contentsRect().adjusted(label.margin(), 0, -label.margin(), 0)
    if text.endswith("…") and (label.toolTip() or label.accessibleName()) not in ("", text):
        return None  # shortened on purpose, and told in full
    rich = Qt.mightBeRichText(text) and label.textFormat() != Qt.TextFormat.PlainText
    metrics, wide, high = QFontMetrics(label.font()), 0.0, 0.0
    if rich:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setDocumentMargin(0)
        document.setHtml(text)
        document.setTextWidth(room.width() if label.wordWrap() else -1)
        wide, high = document.idealWidth(), document.size().height()
    elif label.wordWrap():
        within = QRect(0, 0, room.width(), 100_000)
        wanted = metrics.boundingRect(within, Qt.TextFlag.TextWordWrap, text)
        longest = max(text.split(), key=metrics.horizontalAdvance, default="")
        wide, high = metrics.horizontalAdvance(longest), wanted.height()
    else:
        plain = metrics.size(Qt.TextFlag.TextShowMnemonic, text)
        wide, high = plain.width(), plain.height()
    if wide > room.width() + 1 or high > room.height() + 2:
        return f"{room.width()}x{room.height()} of {wide:.0f}x{high:.0f}"
    return None


def _pushed_out(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return  # what scrolls may lie outside
    if isinstance(parent, QAbstractScrollArea | QComboBox | QAbstractSpinBox | QLineEdit):
        return
    place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.rect().size())
    says = isinstance(widget, QLabel | QAbstractButton | QLineEdit)
    if says and not parent.rect().contains(place):
        yield f"outside its parent {parent.rect()}: {described(widget)} {place}"


def texts(window: QWidget) -> tuple[str, ...]:
    """Every text that can be seen, to know a state again."""
    said = (getattr(widget, "text", None) for widget in shown(window))
    return tuple(str(one()) for one in said if callable(one))


def oversized(window: QWidget, most: tuple[int, int]) -> Iterator[str]:
    """A window of its own that a small screen has no room for."""
    if window.width() > most[0] or window.height() > most[1]:
        yield f"larger than a screen of {most}: {described(window)} {window.size().toTuple()}"


def windows() -> list[QWidget]:
    """Every window of ours that is open, menus left out."""
    return [
        one for one in QApplication.topLevelWidgets()
        if one.isVisible() and not isinstance(one, QFileDialog | QMenu)
        and type(one).__name__ != "QTipLabel" and one.parentWidget() not in _file_dialogs()
    ]  # fmt: skip


def _file_dialogs() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
