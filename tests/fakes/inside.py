"""What became of the files inside a file."""

from __future__ import annotations

from docmind.core.schema import Document


def texts(document: Document) -> dict[str, str]:
    """The first page of each member that was read, by name."""
    return {
        member.name: member.document.pages[0].text
        for member in document.members
        if member.document is not None
    }


def refusals(document: Document) -> dict[str, str]:
    """Why each other one was not."""
    return {each.name: each.refusal.kind for each in document.members if each.refusal is not None}
