"""The settings of passages, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Passages"),
        tr("How texts are cut before the model reads them. The defaults were measured; there is "
           "rarely a reason to change them."),
        {
            "max_tokens": FieldWords(
                tr("Length of a passage"),
                tr("Counted in pieces of words. 0 takes what suits the model."),
                unit=tr("pieces"),
            ),
            "overlap_tokens": FieldWords(
                tr("Text that neighbours share"),
                tr("So that no sentence is lost at a border."),
                unit=tr("pieces"),
            ),
        },
    )  # fmt: skip
