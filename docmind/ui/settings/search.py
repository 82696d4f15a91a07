"""The settings of searching, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Search"),
        tr("What a search brings, and what is remembered of it."),
        {
            "limit": FieldWords(
                tr("Results at first"),
                tr("More come when you scroll down."),
                unit=tr("results"),
            ),
            "candidates": FieldWords(
                tr("Passages looked at"),
                tr("From each way of searching. More find a little more and take longer."),
                unit=tr("passages"),
            ),
            "reranker": FieldWords(
                tr("Second look at the first results"),
                tr("A model for it, a folder with one, bge-m3-colbert, server:MODEL, or off. "
                   "Empty takes that of BGE-M3 where it runs on a graphics card."),
                wide=True,
            ),
            "rerank_budget_ms": FieldWords(
                tr("Longest time for the second look"),
                tr("The results stay as they were found when it would take longer."),
                unit=tr("milliseconds"),
            ),
            "history": FieldWords(
                tr("Remember searches"),
                tr("Searches that you acted on are offered again. Switching it off erases none; "
                   "that is done on the page of privacy."),
            ),
            "history_days": FieldWords(
                tr("Forget searches after"),
                tr("0 remembers them for ever."),
                unit=tr("days"),
            ),
        },
    )  # fmt: skip
