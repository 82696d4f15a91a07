"""The settings of the search engine, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Search engine"),
        tr("The part of DocMind that reads and searches, in a process of its own."),
        {
            "min_free_disk_mb": FieldWords(
                tr("Room that is left on the disk"),
                tr("Reading waits while less than this is free."),
                unit=tr("MB"),
            ),
            "idle_seconds": FieldWords(
                tr("End after the last window"),
                tr("It goes on for so long, so that the next start is quicker."),
                unit=tr("seconds"),
            ),
        },
    )
