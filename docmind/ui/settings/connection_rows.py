"""The connections that were made, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone

from docmind.ui.settings.table import RowsModel
from docmind.ui.widgets.wording import size, tr

if TYPE_CHECKING:
    from docmind.core import Connection


def connections_model() -> RowsModel:
    """Newest first: when, to which computer, what for, how much came, how it ended."""
    headers = (tr("When"), tr("To"), tr("What for"), tr("Received"), tr("How it ended"))
    return RowsModel(headers, texts)


def texts(one: Connection) -> tuple[str, str, str, str, str]:
    """What is shown of a connection."""
    moment = QDateTime.fromString(one.began, Qt.DateFormat.ISODate)
    moment.setTimeZone(QTimeZone.utc())
    when = QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
    ended = {
        "done": tr("finished"),
        "led on": tr("sent on elsewhere"),
        "broken off": tr("broken off"),
    }.get(one.outcome, tr("not known"))
    return when, one.host, one.purpose, size(one.received), ended
