"""The settings of servers that run models, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import isolated, tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Servers with models"),
        tr("Models can also run in a program of their own, such as Ollama. The page of models "
           "shows what such a program has. A key for it is kept in the keyring of your system, "
           "not here."),
        {**_addresses(), **_patience()},
    )  # fmt: skip


def _addresses() -> dict[str, FieldWords]:
    """Where they are, and which of them may be elsewhere."""
    return {
        "ollama_address": FieldWords(
            tr("Address of Ollama"),
            tr("On this computer it is http://127.0.0.1:11434, unless you changed it there."),
            wide=True,
        ),
        "openai_address": FieldWords(
            tr("Address of an OpenAI-compatible server"),
            tr("Any server that is asked as OpenAI's is, such as http://127.0.0.1:7997/v1. Empty "
               "for none."),
            wide=True,
        ),
        "rerank_address": FieldWords(
            tr("Address of a server that puts results in order"),
            tr("Such as http://127.0.0.1:7997/v1. Empty for none."),
            wide=True,
        ),
        "text_may_go_to": FieldWords(
            tr("Other computers that texts may go to"),
            tr("Texts of your files and your questions are sent to these computers when a model "
               "there is used. Take one away, and nothing is sent there any more. A name such as "
               "models.example, or with a port, models.example:11434."),
        ),
    }  # fmt: skip


def _patience() -> dict[str, FieldWords]:
    """How long they are waited for."""
    return {
        "ollama_keep_alive": FieldWords(
            tr("Ollama keeps a model for"),
            tr("So long it stays in memory there after a call, such as 30m or 2h."),
        ),
        "answer_seconds": FieldWords(
            tr("Longest wait for an answer"),
            tr("Of a server that has its model in memory."),
            unit=tr("seconds"),
        ),
        "load_seconds": FieldWords(
            tr("Longest wait for a model to load"),
            tr("The first answer of a server takes longer while it loads its model."),
            unit=tr("seconds"),
        ),
    }


def allow_question(hosts: Sequence[str]) -> str:
    """What is asked before texts may go to other computers."""
    text = tr("The text of your files and every question you ask may leave this computer and go to "
              "{hosts}, when a model there is used. Whoever runs it can read them.")  # fmt: skip
    return text.format(hosts=isolated(", ".join(hosts)))
