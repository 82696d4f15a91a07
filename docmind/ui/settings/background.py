"""The settings of work in the background, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    choices = {"pause": tr("Wait"), "run": tr("Go on")}
    return SectionWords(
        tr("Background work"),
        tr("When reading that nobody asked for makes way. What you ask for is done at once."),
        {
            "on_battery": FieldWords(
                tr("On battery"), tr("Until the computer is plugged in again."), choices=choices
            ),
            "when_busy": FieldWords(
                tr("While other programs are busy"),
                tr("Until they need less of the processor."),
                choices=choices,
            ),
        },
    )
