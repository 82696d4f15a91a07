"""The settings of the window, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Window"),
        tr("How DocMind looks and behaves on the desktop."),
        {
            "theme": FieldWords(
                tr("Colours"),
                tr("Also in the View menu."),
                choices={
                    "system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark"),
                },
            ),
            "language": FieldWords(
                tr("Language"),
                tr("It holds from the next start of DocMind."),
                choices={"": tr("As the system"), "en": "English", "de": "Deutsch"},
            ),
            "tray": FieldWords(
                tr("Stay in the tray"),
                tr("Closing the window leaves DocMind beside the clock, where there is room "
                   "for it."),
            ),
            "autostart": FieldWords(
                tr("Start when you log in"),
                tr("DocMind starts without its window and keeps your files searchable; it waits "
                   "in the tray, or as a small window where there is no tray."),
            ),
            "quick_shortcut": FieldWords(
                tr("Keys for quick search"),
                tr("They open a small search field from any program, such as Ctrl+Alt+Space. Empty "
                   "for none."),
            ),
            "restore_search": FieldWords(
                tr("Begin with the last search"),
                tr("Where searches are remembered."),
            ),
            "reduced_motion": FieldWords(
                tr("Less motion"),
                tr("Nothing slides or pulses."),
                choices={
                    "auto": tr("As the system"), "on": tr("Yes"), "off": tr("No"),
                },
            ),
        },
    )  # fmt: skip
