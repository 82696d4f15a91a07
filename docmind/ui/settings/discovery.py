"""The settings of what is read and what is left out, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("What is read"),
        tr("Which files in your folders are read. After a change the folders are looked at "
           "again; files that are left out stay where they are."),
        {
            "exclude": FieldWords(
                tr("Leave out by name"),
                tr("One pattern each, such as *.log or drafts/. “Leave out…” in the menu shows "
                   "what they would drop."),
                wide=True,
            ),
            "skip_types": FieldWords(
                tr("Leave out by type"), tr("Endings of files, such as .iso."), wide=True
            ),
            "skip_larger_mb": FieldWords(
                tr("Leave out larger files"), tr("0 leaves out none for its size."), unit=tr("MB")
            ),
            "include_hidden": FieldWords(
                tr("Hidden files"), tr("Also reads hidden files and folders.")
            ),
            "follow_gitignore": FieldWords(
                tr("Heed .gitignore"), tr("Leaves out what such files name.")
            ),
            "cloud_placeholders": FieldWords(
                tr("Files that are only in the cloud"),
                tr("Also reads these, which makes the cloud’s own program download them."),
                note=tr("All such files in your folders would be downloaded."),
            ),
            "watch": FieldWords(
                tr("Notice changes at once"), tr("Where the drive tells of them.")
            ),
            "rescan_minutes": FieldWords(
                tr("Look for changes every"),
                tr("For drives that tell of nothing. 0 never does."),
                unit=tr("minutes"),
            ),
        },
    )  # fmt: skip
