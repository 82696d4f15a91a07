"""The settings of text in pictures, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Text in pictures"),
        tr("Reading the text on scanned pages, photographs and screenshots."),
        {
            "enabled": FieldWords(
                tr("Look for text by itself"),
                tr("Scanned pages and pictures are read in the background."),
                note=tr("What was not looked at yet is looked at, which may take hours."),
            ),
            "engine": FieldWords(
                tr("What recognises it"),
                tr("“Automatic” takes the best that is installed."),
                choices={
                    "auto": tr("Automatic"), "rapidocr": "RapidOCR", "tesseract": "Tesseract",
                },
            ),
            "images": FieldWords(
                tr("Also in pictures"), tr("Not only in scanned pages of documents.")
            ),
            "min_side_px": FieldWords(
                tr("Leave out small pictures"),
                tr("Pictures narrower or lower than this are not looked at."),
                unit=tr("pixels"),
            ),
            "max_pages": FieldWords(
                tr("Most pages in one file"),
                tr("The pages after these are not looked at."),
                unit=tr("pages"),
            ),
            "only_when_idle": FieldWords(
                tr("Only when nothing else is read"),
                tr("It makes room for all other reading and goes on afterwards."),
            ),
        },
    )  # fmt: skip
