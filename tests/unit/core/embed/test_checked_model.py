"""A model's known sentences are judged before a vector of it is given out."""

from __future__ import annotations

import pytest
from fakes.embedding_worker import ELSEWHERE, HERE, FakeWorker, probes, vectors

from docmind.core.embed import checked
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import Order
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.probes import PASSAGES, QUESTION, Probes
from docmind.core.errors import ModelChanged, ModelError, ProviderError
from docmind.core.vectors import Embeddings

LOST = ProviderError("The server does not answer", code="connection_error")


class OnlyThis:
    """A judge that takes one model, and counts."""

    def __init__(self, turn: int = 0) -> None:
        self.wanted = probes(turn)
        self.judged = 0

    def __call__(self, told: ModelIdentity, found: Probes) -> ModelIdentity:
        self.judged += 1
        if found.likeness(self.wanted) < 0.999:
            raise ModelChanged("It is another model")
        return told


def model(worker: FakeWorker, judge: OnlyThis) -> CheckedModel:
    return CheckedModel("twin", worker, judge)  # type: ignore[arg-type]


def test_it_is_judged_once_by_sentences_and_question() -> None:
    worker, judge = FakeWorker(), OnlyThis()
    checked_model = model(worker, judge)
    assert checked_model.start() == checked_model.identity == HERE
    assert checked_model.probes == probes()
    checked_model.embed_query("fox")
    checked_model.embed_passages(["a", "b"])
    assert worker.asked == [[QUESTION], list(PASSAGES), ["fox"], ["a", "b"]]
    assert judge.judged == 1


def test_nothing_is_given_out_by_another_model() -> None:
    worker = FakeWorker(turn=3)
    checked_model = model(worker, OnlyThis())
    for ask in (
        checked_model.start,
        lambda: checked_model.embed_query("fox"),
        lambda: checked_model.embed_passages(["a"]),
    ):
        with pytest.raises(ModelChanged):
            ask()
    assert ["fox"] not in worker.asked
    with pytest.raises(ModelError, match="not started"):
        checked_model.identity  # noqa: B018
    worker.turn = 0  # the old one was brought back
    assert (checked_model.embed_query("fox").dense == vectors(["fox"])).all()


def test_a_process_that_begins_anew_is_judged_anew() -> None:
    worker, judge = FakeWorker(), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.start()
    worker.end()
    checked_model.embed_query("fox")
    assert judge.judged == 2
    worker.end()
    worker.turn = 3
    with pytest.raises(ModelChanged):
        checked_model.embed_query("fox")


def test_passages_across_a_restart_are_given_out_after_the_second_look_only() -> None:
    worker, judge = FakeWorker(), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.start()

    def die(texts: list[str]) -> None:
        if texts == ["a"]:
            worker.loads += 1  # as when a call is repeated in another process
            worker.turn = 3

    worker.hook = die
    with pytest.raises(ModelChanged):
        checked_model.embed_passages(["a"])


def test_a_server_is_asked_for_a_known_sentence_behind_passages() -> None:
    worker = FakeWorker(ELSEWHERE)
    checked_model = model(worker, OnlyThis())
    checked_model.embed_passages(["a"])
    assert worker.asked[-2:] == [["a"], [PASSAGES[0]]]
    worker.hook = lambda texts: setattr(worker, "turn", 3)  # from the next request on
    with pytest.raises(ModelChanged):
        checked_model.embed_passages(["b"])


def test_passages_of_a_model_that_was_another_for_a_moment_are_thrown_away() -> None:
    worker = FakeWorker(ELSEWHERE)
    checked_model = model(worker, OnlyThis())
    checked_model.start()
    turns = iter([3, 3])
    worker.hook = lambda texts: setattr(worker, "turn", next(turns, 0))
    with pytest.raises(ProviderError, match="other vectors for a moment") as raised:
        checked_model.embed_passages(["a"])
    assert raised.value.retryable
    assert (checked_model.embed_passages(["a"]).dense == vectors(["a"])).all()


def test_a_server_is_judged_again_after_a_failure() -> None:
    worker, judge = FakeWorker(ELSEWHERE), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.start()
    worker.failure = LOST
    with pytest.raises(ProviderError):
        checked_model.embed_query("fox")
    worker.failure = None
    checked_model.embed_query("fox")
    assert judge.judged == 2


def test_a_server_is_judged_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    worker, judge = FakeWorker(ELSEWHERE), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.embed_query("fox")
    checked_model.embed_query("fox")
    assert judge.judged == 1
    monkeypatch.setattr(checked, "CHECK_SECONDS", 0.0)
    worker.turn = 3
    with pytest.raises(ModelChanged):
        checked_model.embed_query("fox")


def test_a_name_that_stands_for_a_model_of_another_width_is_looked_up_anew() -> None:
    worker, judge = FakeWorker(ELSEWHERE), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.start()

    def refuse(texts: list[str]) -> None:
        if worker.loads == 1:  # it goes on to ask for vectors as wide as they were
            raise ProviderError("The vectors have another width", code="internal_error")
        worker.turn = 3

    worker.hook = refuse
    with pytest.raises(ProviderError):
        checked_model.embed_query("fox")
    with pytest.raises(ModelChanged):
        checked_model.embed_query("fox")
    assert worker.loads == 2


def test_a_call_that_waited_while_all_was_closed_starts_nothing() -> None:
    worker = FakeWorker(ELSEWHERE)
    checked_model = model(worker, OnlyThis())
    checked_model.start()
    worker.hook = lambda texts: checked_model.close() if texts == ["a"] else None
    with pytest.raises(ModelError, match="was stopped"):
        checked_model.embed_passages(["a"])
    assert worker.asked[-1] == ["a"]
    assert len(checked_model.embed_passages(["b"]).dense) == 1  # a later one does


def test_the_time_of_a_question_is_for_all_of_it() -> None:
    worker = FakeWorker(ELSEWHERE)
    checked_model = model(worker, OnlyThis())
    lefts: list[float | None] = []
    ask = worker.ask

    def noted(order: Order, timeout: float | None = None) -> Embeddings:
        lefts.append(timeout)
        return ask(order, timeout)

    worker.ask = noted  # type: ignore[method-assign]
    checked_model.embed_query("fox", 5.0)
    assert len(lefts) == 2
    assert all(left is not None and left <= 5.0 for left in lefts)
    assert lefts[1] < lefts[0]  # type: ignore[operator]


def test_what_is_here_is_not_asked_again_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "CHECK_SECONDS", 0.0)
    worker, judge = FakeWorker(), OnlyThis()
    checked_model = model(worker, judge)
    checked_model.embed_query("fox")
    worker.failure = ModelError("It cannot do that")
    with pytest.raises(ModelError):
        checked_model.embed_query("fox")
    worker.failure = None
    checked_model.embed_passages(["a"])
    assert judge.judged == 1
    assert worker.asked[-1] == ["a"]


def test_facts_are_the_worker_s_own() -> None:
    worker = FakeWorker()
    checked_model = model(worker, OnlyThis())
    checked_model.start()
    assert checked_model.place is worker.place
    assert checked_model.told == worker.identity
    assert (checked_model.device, checked_model.loaded, checked_model.pid) == ("cpu", True, None)
    assert checked_model.tokenizer_json() == worker.tokenizer_json()
    assert checked_model.characters_at_once == 1000
    checked_model.renew()
    assert not checked_model.loaded
    checked_model.close()
    assert worker.closed == 1
