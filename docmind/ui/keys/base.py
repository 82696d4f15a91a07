"""What holds a combination of keys for the whole desktop, and how such keys are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt, SignalInstance
from PySide6.QtGui import QKeySequence

from docmind.ui.widgets.wording import tr

# Keys with names. Letters, digits and F1 to F24 are worked out.
NAMED = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_Return: "return",
    Qt.Key.Key_Insert: "insert",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_Pause: "pause",
}


class KeysRefused(Exception):
    """The keys cannot be had; its text says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Combination:
    """``key`` is a lower-case letter or digit, f1 to f24, or one of the names above."""

    key: str
    control: bool = False
    alt: bool = False
    shift: bool = False
    super: bool = False

    @property
    def shown(self) -> str:
        """As a person writes it."""
        names = ((self.control, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift"),
                 (self.super, "Meta"))  # fmt: skip
        return "+".join([*(name for on, name in names if on), self.key.capitalize()])


class GlobalKeys(Protocol):
    """Holds one combination at a time. ``pressed`` comes on the window's thread."""

    @property
    def pressed(self) -> SignalInstance:
        """The keys were pressed, in whatever program."""

    @property
    def refused(self) -> SignalInstance:
        """The keys cannot be had after all: why, in plain words. Where others must be asked."""

    def hold(self, keys: Combination) -> None:
        """Take the keys. Raises ``KeysRefused``."""

    def release(self) -> None:
        """Give them back. Harmless when none are held."""


def read_keys(text: str) -> Combination:
    """``Ctrl+Alt+Space`` as a combination. Raises ``KeysRefused`` for what cannot be held."""
    sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    first: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs do not know it
    key = _name_of(first) if sequence.count() == 1 else ""
    if not key:
        raise KeysRefused(tr("“{keys}” names no keys that could be taken.").format(keys=text))
    modifiers, kind = first.keyboardModifiers(), Qt.KeyboardModifier
    made = Combination(
        key,
        bool(modifiers & kind.ControlModifier),
        bool(modifiers & kind.AltModifier),
        bool(modifiers & kind.ShiftModifier),
        bool(modifiers & kind.MetaModifier),
    )
    if not (made.control or made.alt or made.super or (key[0] == "f" and len(key) > 1)):
        raise KeysRefused(
            tr("“{keys}” is needed for typing. Add Ctrl, Alt or Meta.").format(keys=text)
        )
    return made


def taken(keys: str) -> KeysRefused:
    """The refusal of keys that somebody else has."""
    return KeysRefused(
        tr("Another program has “{keys}” already. Choose other keys in the settings.").format(
            keys=keys
        )
    )


def _name_of(combination: QKeyCombination) -> str:
    key = combination.key()
    if key in NAMED:
        return NAMED[key]
    number = int(key)
    if int(Qt.Key.Key_F1) <= number < int(Qt.Key.Key_F1) + 24:
        return f"f{number - int(Qt.Key.Key_F1) + 1}"
    character = chr(number) if number < 128 else ""
    return character.lower() if character.isalnum() else ""
