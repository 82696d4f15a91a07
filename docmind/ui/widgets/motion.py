"""Whether anything may move: menus that fade, tooltips that slide, a cursor that blinks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_before: list[tuple[tuple[bool, ...], int]] = []  # effects and blinking, while all is kept still


def keep_still(still: bool) -> None:
    """Stop what moves in the whole application, or let it move as the desktop has it."""
    hints = QApplication.styleHints()
    if still and not _before:
        _before.append((tuple(map(QApplication.isEffectEnabled, EFFECTS)), hints.cursorFlashTime()))
        for effect in EFFECTS:
            QApplication.setEffectEnabled(effect, False)
        QApplication.setCursorFlashTime(0)
    elif not still and _before:
        enabled, flash = _before.pop()
        for effect, on in zip(EFFECTS, enabled, strict=True):
            QApplication.setEffectEnabled(effect, on)
        QApplication.setCursorFlashTime(flash)


def is_still() -> bool:
    """Whether all is kept still now."""
    return bool(_before)
