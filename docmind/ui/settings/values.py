"""What is typed for a setting: read, and if it cannot be meant, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale

from docmind.ui.settings.words import FieldWords
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import SettingSpec


class WrongValue(ValueError):
    """What was typed cannot be the value. Its text says why, for a person."""


def read(spec: SettingSpec, text: str) -> Any:
    """The value that ``text`` stands for. Raises ``WrongValue``."""
    typed = text.strip()
    if spec.kind not in ("whole", "number"):
        return typed
    locale = QLocale()
    value, is_number = locale.toDouble(typed)
    if not is_number:
        value, is_number = QLocale.c().toDouble(typed)
    if not is_number:
        raise WrongValue(tr("Write a number."))
    if spec.kind == "whole" and value != int(value):
        raise WrongValue(tr("Write a whole number."))
    if spec.least is not None and (value < spec.least or (spec.above and value == spec.least)):
        said = tr("More than {least}.") if spec.above else tr("At least {least}.")
        raise WrongValue(said.format(least=written(spec.least)))
    if spec.most is not None and value > spec.most:
        raise WrongValue(tr("At most {most}.").format(most=written(spec.most)))
    return int(value) if spec.kind == "whole" else value


def written(value: float) -> str:
    """A number as a person types it, without marks between thousands."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if value == int(value):
        return locale.toString(int(value))
    return locale.toString(value, "g", 10)


def shown_value(spec: SettingSpec, words: FieldWords, value: Any) -> str:
    """A value as it is called in the window, such as in "Default: 20"."""
    if spec.kind == "switch":
        return tr("on") if value else tr("off")
    if spec.kind == "choice":
        return words.choices.get(value, str(value))
    if spec.kind in ("whole", "number"):
        return f"{written(value)} {words.unit}".strip()
    if spec.kind == "list":
        return ", ".join(value) or tr("none")
    return str(value) or tr("empty")
