"""The settings of looking at pictures, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Pictures"),
        tr("Finding pictures by what they show, once a model for pictures is installed."),
        {
            "enabled": FieldWords(
                tr("Look at pictures"),
                tr("Pictures are found by what they show, not only by their names."),
                note=tr("New pictures are looked at in the background."),
            ),
            "model_name": FieldWords(
                tr("Model for pictures"),
                tr("It is used when it is installed; see the page of models."),
            ),
            "inside_documents": FieldWords(
                tr("Also inside documents"),
                tr("Looks at the pictures in PDF and office files, too."),
            ),
            "min_side_px": FieldWords(
                tr("Leave out small ones inside documents"),
                tr("Pictures narrower or lower than this are mostly lines and logos."),
                unit=tr("pixels"),
            ),
            "max_per_file": FieldWords(
                tr("Most pictures in one file"),
                tr("The pictures after these are not looked at."),
                unit=tr("pictures"),
            ),
        },
    )
