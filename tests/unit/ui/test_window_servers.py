"""The servers on the page of models: asked when looked at, used and allowed only when a person says
so, and what they have."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes.engine import MODELS, FakeEngine
from fakes.keyring_backend import BrokenKeyring, FakeKeyring, using
from fakes.served import ELSEWHERE, EVERY, M3, OLLAMA, ORDERS, QWEN, RERANKER
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import (
    DocMindError,
    JobFinished,
    JobProgressed,
    JobReport,
    Progress,
    ServerModel,
    load_settings,
    save_settings,
)
from docmind.ui.main_window import MainWindow
from docmind.ui.models.server_card import MOST_ROWS, ServerCard
from docmind.ui.models.server_words import entries, server_word

ADDRESS = "https://models.example/v1"
MakeWindow = Callable[[FakeEngine], MainWindow]


@pytest.fixture
def engine() -> FakeEngine:
    made = FakeEngine()
    made.known_models = (*MODELS, RERANKER, M3, QWEN)
    made.known_health = EVERY
    return made


@pytest.fixture
def opened(make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot) -> MainWindow:
    """The window on the page of models, with servers that have answered."""
    return open_page(make_window(engine), qtbot)


@pytest.fixture
def elsewhere(make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot) -> MainWindow:
    """The same with a server on another computer, which has models."""
    save_settings({"servers.openai_address": ADDRESS})
    model = ServerModel("all-minilm", dimension=384)
    engine.known_health = (OLLAMA, replace(ELSEWHERE, models=(model,)))
    return open_page(make_window(engine), qtbot)


def open_page(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "ollama" in window.models.servers.cards)
    qtbot.waitUntil(lambda: bool(window.models.cards) and not window.models.servers.spinner.turns)
    return window


def card(window: MainWindow, provider: str = "ollama") -> ServerCard:
    return window.models.servers.cards[provider]


def question(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    found: list[QMessageBox] = []

    def look() -> bool:
        found[:] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[-1]


def answer(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


# ---- asking ------------------------------------------------------------------------------------


def test_servers_are_asked_only_when_a_person_looks_at_them(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = make_window(engine)
    with qtbot.waitSignal(window.bridge.models_came):
        window.bridge.ask_models()
    assert engine.asked("provider_health") == []
    open_page(window, qtbot)
    assert len(engine.asked("provider_health")) == 1
    window.models.servers.again.click()
    qtbot.waitUntil(lambda: len(engine.asked("provider_health")) == 2)


def test_while_they_are_asked_a_spinner_turns_and_the_page_can_be_used(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    gate = engine.gates["provider_health"] = threading.Event()
    window = make_window(engine)
    window.actions_table["models"].trigger()
    servers = window.models.servers
    assert servers.spinner.turns and not servers.again.isEnabled()
    qtbot.waitUntil(lambda: "bge-m3" in window.models.cards)
    assert servers.cards == {}
    gate.set()
    qtbot.waitUntil(lambda: servers.again.isEnabled())
    assert servers.spinner.isHidden() and not servers.spinner.turns
    assert list(servers.cards) == ["ollama", "openai", "server"], "local ones are no servers"


def test_servers_that_cannot_be_asked_are_told(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.failures["provider_health"] = DocMindError("The settings cannot be read")
    opened.models.servers.again.click()
    qtbot.waitUntil(lambda: "cannot be read" in opened.models.servers.wrong.text())
    engine.failures.clear()
    opened.models.servers.again.click()
    qtbot.waitUntil(lambda: opened.models.servers.wrong.isHidden())


def test_each_state_of_a_server_is_said() -> None:
    states = ("ready", "unreachable", "not allowed", "not set", "key refused", "failed")
    words = [server_word(replace(OLLAMA, state=state)) for state in states]  # type: ignore[arg-type]
    assert len({word for word, _ in words}) == len(states)
    assert [kind for _, kind in words] == ["ok", "warning", "warning", "muted", "error", "error"]


def test_a_card_says_where_the_server_is_and_how(opened: MainWindow) -> None:
    said = card(opened).said
    for part in ("Ollama", "ready", "127.0.0.1:11434", "on this computer", "version 0.33.0"):
        assert part in said, said
    assert card(opened, "server").said.splitlines()[1] == "no address"


# ---- what they have ----------------------------------------------------------------------------


def test_models_that_can_be_used_come_first_then_those_to_be_had(opened: MainWindow) -> None:
    rows = list(card(opened).rows)
    assert rows == [
        "ollama:bge-m3", "ollama:nomic-embed-text:latest", "ollama:qwen3-embedding:0.6b",
        "ollama:llama3.2:3b", "ollama:gpt-oss:120b-cloud",
    ]  # fmt: skip
    said = card(opened).rows["ollama:bge-m3"].said
    for part in ("BGE-M3 on Ollama", "1.2 GB", "1,024 dimensions", "8,192 word pieces"):
        assert part in said, said
    writes, cloud = (card(opened).rows[name] for name in rows[3:])
    assert "not for finding" in writes.said and not writes.buttons
    assert "computers of others" in cloud.said and not cloud.buttons


def test_a_server_that_is_not_ready_is_asked_for_no_download() -> None:
    down = replace(OLLAMA, state="unreachable", models=())
    assert entries(down, (M3, QWEN), ()) == []


def test_what_is_in_use_is_said(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.model = "ollama:nomic-embed-text"
    opened.bridge.refresh()
    row = card(opened).rows["ollama:nomic-embed-text:latest"]
    qtbot.waitUntil(lambda: "in use" in row.said)
    assert not row.buttons


def test_a_model_that_only_its_server_knows_is_named_once() -> None:
    state = replace(M3, id="openai:mill", title="mill (the embedding server)", provider="openai")
    ready = replace(ELSEWHERE, state="ready", models=(ServerModel("mill"),))
    (entry,) = entries(ready, (state,), ("openai:mill",))
    assert (entry.title, entry.word) == ("mill (the embedding server)", "in use")


def test_a_server_with_very_many_models_is_cut(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    many = tuple(ServerModel(f"m{n}") for n in range(MOST_ROWS + 5))
    engine.known_models = MODELS
    engine.known_health = (replace(OLLAMA, models=many),)
    opened.bridge.ask_models()
    opened.models.servers.again.click()
    qtbot.waitUntil(lambda: card(opened)._more.text() == "5 more models")
    assert len(card(opened).rows) == MOST_ROWS
    assert list(opened.models.servers.cards) == ["ollama"]


# ---- using -------------------------------------------------------------------------------------


def test_a_model_on_this_computer_is_used_after_the_estimate(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    row = card(opened).rows["ollama:bge-m3"]
    engine.estimate = replace(
        engine.estimate, device="Ollama", why="It runs in Ollama at 127.0.0.1:11434."
    )
    row.buttons["use"].click()
    assert "Working out" in row.said
    box = question(opened, qtbot)
    assert "About 2 hours. It runs in Ollama at 127.0.0.1:11434." in box.informativeText()
    answer(box, "Begin")
    qtbot.waitUntil(lambda: engine.asked("use_model") == ["ollama:bge-m3"])


def test_what_fails_is_said_on_its_line(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.failures["estimate_model"] = DocMindError("Ollama does not answer")
    row = card(opened).rows["ollama:nomic-embed-text:latest"]
    row.buttons["use"].click()
    qtbot.waitUntil(lambda: "does not answer" in row.said)


def test_texts_go_to_another_computer_only_when_a_person_allows_it(
    elsewhere: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    row = card(elsewhere, "openai").rows["openai:all-minilm"]
    row.buttons["use"].click()
    box = question(elsewhere, qtbot)
    said = f"{box.text()} {box.informativeText()}"
    for part in ("models.example", "leave this computer", "text of your files", "question"):
        assert part in said, said
    assert "not encrypted" not in said
    assert box.defaultButton().text() == "Keep everything here"
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not box.isVisible())
    assert load_settings().servers.text_may_go_to == ()
    assert engine.asked("estimate_model") == []
    row.buttons["use"].click()
    answer(question(elsewhere, qtbot), "Allow it")
    qtbot.waitUntil(lambda: engine.asked("estimate_model") == ["openai:all-minilm"])
    assert load_settings().servers.text_may_go_to == ("models.example",)
    assert engine.asked("restart") == [None], "the engine knows of it before it is used"
    answer(question(elsewhere, qtbot), "Not now")
    qtbot.waitUntil(lambda: not card(elsewhere, "openai").withdraw.isHidden())


def test_a_connection_that_others_can_read_is_told(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    save_settings({"servers.openai_address": "http://192.168.1.7:8080/v1"})
    engine.known_health = (OLLAMA, replace(ELSEWHERE, host="192.168.1.7:8080"))
    window = open_page(make_window(engine), qtbot)
    card(window, "openai").allow.click()
    box = question(window, qtbot)
    assert "192.168.1.7:8080" in box.text()
    assert "not encrypted" in box.informativeText()
    answer(box, "Allow it")
    qtbot.waitUntil(lambda: len(engine.asked("provider_health")) == 2)


def test_what_was_allowed_can_be_taken_back(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    allowed = ("models.example", "other.example")
    save_settings({"servers.openai_address": ADDRESS, "servers.text_may_go_to": allowed})
    engine.known_health = (OLLAMA, replace(ELSEWHERE, state="ready"))
    engine.model = "openai:all-minilm"
    window = open_page(make_window(engine), qtbot)
    card(window, "openai").withdraw.click()
    box = question(window, qtbot)
    assert "answered by words only" in box.informativeText()
    answer(box, "Send nothing there")
    qtbot.waitUntil(lambda: load_settings().servers.text_may_go_to == ("other.example",))
    qtbot.waitUntil(lambda: not card(window, "openai").allow.isHidden())
    assert card(window, "openai").withdraw.isHidden()


def test_an_engine_that_others_use_is_told(
    elsewhere: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.may_restart = False
    card(elsewhere, "openai").rows["openai:all-minilm"].buttons["use"].click()
    answer(question(elsewhere, qtbot), "Allow it")
    qtbot.waitUntil(lambda: "next start" in elsewhere.models.servers.wrong.text())
    assert engine.asked("estimate_model") == []


def test_what_the_environment_decides_cannot_be_allowed(
    elsewhere: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_SERVERS__TEXT_MAY_GO_TO", "[]")
    card(elsewhere, "openai").allow.click()
    answer(question(elsewhere, qtbot), "Allow it")
    qtbot.waitUntil(lambda: "by the environment" in elsewhere.models.servers.wrong.text())


# ---- addresses ---------------------------------------------------------------------------------


def test_an_address_is_set_on_the_card(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    form = card(opened, "server").form
    assert form.isHidden()
    card(opened, "server").set_up.click()
    QTest.keyClicks(form.address, "http://127.0.0.1:7997/v1")
    QTest.keyClick(form.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(engine.asked("provider_health")) == 2)
    assert load_settings().servers.rerank_address == "http://127.0.0.1:7997/v1"
    assert form.note.isHidden()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://models.example/v1", "not protected"),
        ("https://me:secret@models.example/", "name or a password"),
        ("over there", "cannot be used"),
    ],
)
def test_an_address_that_is_never_asked_is_refused(
    opened: MainWindow, engine: FakeEngine, typed: str, said: str
) -> None:
    form = card(opened, "openai").form
    form.address.setText(typed)
    form.save.click()
    assert said in form.note.text()
    assert engine.asked("restart") == []


def test_an_address_that_the_environment_decides_is_locked(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_SERVERS__OLLAMA_ADDRESS", "http://127.0.0.1:9")
    window = open_page(make_window(engine), qtbot)
    form = card(window).form
    qtbot.waitUntil(lambda: form.address.text() == "http://127.0.0.1:9")
    assert not form.address.isEnabled()
    assert "DOCMIND_SERVERS__OLLAMA_ADDRESS" in form.note.text()


# ---- keys --------------------------------------------------------------------------------------


def test_a_key_goes_to_the_keyring_and_is_never_shown_again(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    form = card(opened).form
    with using(FakeKeyring()) as ring:
        assert ring.asked == [], "the system may ask to unlock: not before a person looks"
        card(opened).set_up.click()
        qtbot.waitUntil(lambda: "ollama@127.0.0.1:11434" in ring.asked)
        assert form.drop.isHidden() and not form.keep.isEnabled()
        QTest.keyClicks(form.key, "sk-test")
        assert form.key.displayText() != "sk-test"
        form.keep.click()
        assert form.key.text() == ""
        qtbot.waitUntil(form.drop.isVisible)
        assert list(ring.kept.values()) == ["sk-test"]
        assert "127.0.0.1:11434 and to nobody else" in form.note.text()
        assert "sk-test" not in f"{form.note.text()}{form.key.placeholderText()}"
        qtbot.waitUntil(lambda: len(engine.asked("provider_health")) == 2)
        form.drop.click()
        qtbot.waitUntil(form.drop.isHidden)
        assert ring.kept == {}


def test_a_keyring_that_fails_is_told_without_the_key(opened: MainWindow, qtbot: QtBot) -> None:
    form = card(opened).form
    with using(BrokenKeyring()):
        card(opened).set_up.click()
        QTest.keyClicks(form.key, "sk-test")
        QTest.keyClick(form.key, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "keyring cannot be used" in form.note.text())
    assert "sk-test" not in form.note.text()
    assert "in the environment" in form.note.text()


def test_a_key_of_the_environment_is_told_and_locked(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_OLLAMA_API_KEY", "sk-env")
    card(opened).set_up.click()
    form = card(opened).form
    qtbot.waitUntil(lambda: "DOCMIND_OLLAMA_API_KEY" in form.key.placeholderText())
    assert not form.key.isEnabled() and form.drop.isHidden()


def test_a_key_that_others_could_read_is_warned_of(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    save_settings({"servers.openai_address": "http://192.168.1.7:8080/v1"})
    engine.known_health = (OLLAMA, replace(ELSEWHERE, host="192.168.1.7:8080"))
    window = open_page(make_window(engine), qtbot)
    form = card(window, "openai").form
    with using(FakeKeyring()):
        card(window, "openai").set_up.click()
        QTest.keyClicks(form.key, "sk-test")
        form.keep.click()
        qtbot.waitUntil(lambda: "not encrypted" in form.note.text())


# ---- getting -----------------------------------------------------------------------------------


def test_ollama_is_asked_to_download_a_model_which_can_be_stopped(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    row = card(opened).rows["ollama:qwen3-embedding:0.6b"]
    assert "not there yet" in row.said
    row.buttons["download"].click()
    box = question(opened, qtbot)
    assert "639.0 MB" in box.informativeText()
    with qtbot.waitSignal(opened.bridge.model_job_began) as began:
        answer(box, "Download")
    assert began.args[0] == "ollama:qwen3-embedding:0.6b"
    job = began.args[1]
    engine.publish(JobProgressed(Progress(job, "downloading", 2**28, 2**29, "", 2.0**20)))
    qtbot.waitUntil(lambda: "cancel" in row.buttons)
    assert "268.4 MB of 536.9 MB" in row.said
    assert row.buttons["download"].isHidden()
    row.buttons["cancel"].click()
    qtbot.waitUntil(lambda: engine.asked("cancel") == [job])
    engine.publish(JobFinished(JobReport(job, "failed", message="Ollama closed the line.")))
    qtbot.waitUntil(lambda: "closed the line" in row.said)
    assert "cancel" not in row.buttons


# ---- the order of results ----------------------------------------------------------------------


def test_a_model_puts_results_in_order_from_its_card(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert list(opened.models.orders.cards) == ["mill"]
    mill = opened.models.orders.cards["mill"]
    mill.buttons["order"].click()
    qtbot.waitUntil(lambda: "leave" in mill.buttons)
    assert load_settings().search.reranker == "mill"
    assert "in use" in mill.said
    mill.buttons["leave"].click()
    qtbot.waitUntil(lambda: "order" in mill.buttons)
    assert load_settings().search.reranker == ""


def test_what_puts_results_in_order_is_said_also_where_it_cannot(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert opened.models.orders.fact.isHidden()
    engine.reranker = "Mill: Mill is damaged"
    opened.bridge.refresh()
    qtbot.waitUntil(opened.models.orders.fact.isVisible)
    assert opened.models.orders.fact.text().endswith("by: Mill: Mill is damaged")


def test_a_server_puts_results_in_order(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    save_settings({"servers.rerank_address": "http://127.0.0.1:7997/v1"})
    ready = replace(ORDERS, state="ready", host="127.0.0.1:7997", models=(ServerModel("mill"),))
    engine.known_health = (OLLAMA, ready)
    window = open_page(make_window(engine), qtbot)
    row = card(window, "server").rows["server:mill"]
    row.buttons["order"].click()
    qtbot.waitUntil(lambda: "in use" in row.said)
    assert load_settings().search.reranker == "server:mill"


# ---- what is said at the bottom ----------------------------------------------------------------


def test_where_texts_go_is_said_at_the_bottom(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    save_settings(
        {"servers.openai_address": ADDRESS, "servers.text_may_go_to": ("models.example",)}
    )
    engine.model = "openai:all-minilm"
    window = make_window(engine)
    sign = window.strip._offline
    qtbot.waitUntil(lambda: sign._label.text() == "Texts go to models.example")
    assert "as you allowed" in sign.toolTip()
    assert sign._label.property("look") == "warning"
    engine.model = "ollama:bge-m3"
    window.bridge.refresh()
    qtbot.waitUntil(lambda: sign._label.text() == "Offline")


@pytest.mark.parametrize(
    ("device", "said"), [("Ollama", "BGE-M3 on Ollama · Ollama"),
                         ("the embedding server", "BGE-M3 on Ollama · server")],
)  # fmt: skip
def test_a_server_stands_where_the_device_does(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot, device: str, said: str
) -> None:
    engine.model, engine.device = M3.id, device
    window = make_window(engine)
    qtbot.waitUntil(lambda: window.strip._model.text() == said)
