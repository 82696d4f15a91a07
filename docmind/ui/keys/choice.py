"""Which way this desktop lets a program hold keys."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from docmind.ui.keys.base import GlobalKeys


def keys_of_this_desktop(parent: QObject) -> GlobalKeys | None:
    """What holds keys here, or None where no program may: macOS without a permission that nobody
    should have to give. Under Wayland the portal itself says when it cannot."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from docmind.ui.keys.x11 import X11Keys

        return X11Keys(parent)
    if platform == "windows":
        from docmind.ui.keys.windows import WindowsKeys

        return WindowsKeys(parent)
    if platform.startswith("wayland"):
        from docmind.ui.keys.portal import PortalKeys

        return PortalKeys(parent)
    return None
