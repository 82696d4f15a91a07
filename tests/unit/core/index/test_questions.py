"""What is told of a model that does not answer questions."""

from __future__ import annotations

import threading

import pytest

from docmind.core.errors import ModelChanged, ModelError, ProviderError
from docmind.core.index import questions as module
from docmind.core.index.questions import Questions

LOST = ProviderError("The server does not answer", hint="Start it.", code="connection_error")


class Faces:
    """Count how often they are told to look."""

    def __init__(self) -> None:
        self.looks = 0
        self.questions = Questions(self.look)

    def look(self) -> None:
        self.looks += 1

    def ask(self, failure: Exception | None = None) -> None:
        with self.questions.asking():
            if failure is not None:
                raise failure


def test_a_failure_is_told_until_a_question_is_answered() -> None:
    faces = Faces()
    faces.ask()
    assert (faces.questions.trouble, faces.looks) == ("", 0)
    for _ in range(2):
        with pytest.raises(ProviderError):
            faces.ask(LOST)
    assert faces.questions.trouble == "The server does not answer. Start it."
    assert faces.looks == 1  # it was news once
    faces.ask()
    assert (faces.questions.trouble, faces.looks) == ("", 2)


def test_a_question_that_is_refused_says_nothing_of_the_model() -> None:
    faces = Faces()
    with pytest.raises(ProviderError):
        faces.ask(ProviderError("Too long", code="context_length_exceeded"))
    assert faces.questions.trouble == ""


def test_a_changed_model_is_told_apart() -> None:
    faces = Faces()
    faces.questions.failed(ModelError("It is gone"))
    assert not faces.questions.model_changed
    faces.questions.failed(ModelChanged("It is another"))
    assert faces.questions.model_changed
    faces.questions.well()
    assert not faces.questions.model_changed


def test_that_the_model_is_another_one_is_kept_until_it_answers() -> None:
    kept: list[str] = []
    questions = Questions(lambda: None, kept.append)
    questions.failed(ModelChanged("It is another", hint="Ask."))
    questions.failed(LOST)  # nothing is known of the model meanwhile
    assert kept == ["It is another. Ask."]
    assert questions.trouble == "The server does not answer. Start it."
    later = Questions(lambda: None, kept.append, kept[-1])
    assert (later.model_changed, later.trouble) == (True, "It is another. Ask.")
    later.well()
    assert kept[-1] == later.trouble == ""


def test_a_model_that_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = Faces()
    asked, answered = threading.Event(), threading.Event()

    def ask() -> None:
        with faces.questions.asking():
            asked.set()
            answered.wait(20)

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(20)
    assert faces.questions.trouble == ""
    monkeypatch.setattr(module, "LATE_SECONDS", 0.0)
    assert "has not answered yet" in faces.questions.trouble
    answered.set()
    thread.join()
    assert faces.questions.trouble == ""
