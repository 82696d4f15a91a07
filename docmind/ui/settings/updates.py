"""The settings of looking for new versions, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("New versions"),
        tr("DocMind looks for a new version only where you allow it here, or when you ask for it "
           "on the page About DocMind. It never downloads or installs one by itself."),
        {
            "check": FieldWords(
                tr("Look once a day"),
                tr("Ask the computer named below whether there is a newer version. Nothing but the "
                   "request is sent."),
            ),
            "address": FieldWords(
                tr("Where to look"),
                tr("An address that begins with https://. While it is empty nobody is asked: "
                   "DocMind has no published address yet."),
                wide=True,
            ),
        },
    )  # fmt: skip


def daily_question(host: str) -> str:
    """What is asked before looking is switched on; ``host`` is "" while nobody can be asked."""
    if not host:
        return tr("Nobody can be asked yet: the address below is empty. Once there is one, DocMind "
                  "connects to it once a day. Nothing but the request is sent.")  # fmt: skip
    return tr("DocMind will connect to {host} once a day. Nothing but the request is sent: nothing "
              "about you, your files or this computer.").format(host=host)  # fmt: skip
