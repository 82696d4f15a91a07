"""The settings of reading files, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Reading files"),
        tr("How much one file may take. They hold for files that are read from now on; a file "
           "that was too much before can be read again under “Files that need attention”."),
        {
            "workers": FieldWords(
                tr("Files read side by side"),
                tr("0 lets DocMind choose by the cores of the processor."),
                unit=tr("files"),
            ),
            "timeout_seconds": FieldWords(
                tr("Longest time for one file"),
                tr("A file that takes longer is listed with the problems."),
                unit=tr("seconds"),
            ),
            "memory_mb": FieldWords(
                tr("Most memory for one file"),
                tr("A file that needs more is listed with the problems."),
                unit=tr("MB"),
            ),
            "max_file_mb": FieldWords(
                tr("Largest file"),
                tr("Larger files are listed as too large and not read."),
                unit=tr("MB"),
            ),
            "max_characters": FieldWords(
                tr("Most text from one file"),
                tr("The text after this many letters cannot be found."),
                unit=tr("letters"),
            ),
        },
    )  # fmt: skip
