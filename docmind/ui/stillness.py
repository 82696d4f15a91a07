"""Whether the person asked the desktop for as little motion as can be. Waits for other programs."""

from __future__ import annotations

import os
import sys
from typing import Any

ASK_MS = 1000
CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION of winuser.h
# What the portal tells, and what it says when nothing should move.
WISHES = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", "0"),
)


def wants_stillness() -> bool:
    """True when the desktop says so; False also where it cannot be asked."""
    if sys.platform == "win32":
        return not _windows_animates()
    if sys.platform == "darwin" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    return any(ask_portal(section, key) == still for section, key, still in WISHES)


def ask_portal(section: str, key: str) -> Any:
    """A value of the desktop's settings, or None."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
        "ReadOne",
    )
    call.setArguments([section, key])
    answer = QDBusConnection.sessionBus().call(call, QDBus.CallMode.Block, ASK_MS)
    given = answer.arguments()
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not given:
        return None
    value = given[0]
    return value.variant() if isinstance(value, QDBusVariant) else value


def _windows_animates() -> bool:
    import ctypes

    on = ctypes.c_int(1)
    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    user32.SystemParametersInfoW(CLIENT_AREA_ANIMATION, 0, ctypes.byref(on), 0)
    return bool(on.value)
