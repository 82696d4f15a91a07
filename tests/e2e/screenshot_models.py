"""The states of the window that are about models: servers, what is asked, what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes.engine import MODELS, FakeEngine, make_answer
from fakes.served import CACHE, EVERY, M3, QWEN, RERANKER, USES
from fakes.shown import filled_engine
from PySide6.QtWidgets import QWidget
from screenshot_states import QUERY, press, state  # whose states come first
from screenshots import Stage, search, settle_until, settle_until_still

from docmind.core import (
    Artefact,
    JobProgressed,
    JobStarted,
    Progress,
    Query,
    Release,
    Reranked,
    SearchAnswer,
    Upgrade,
    UpgradeNeeded,
)
from docmind.ui.main_window import MainWindow

GONE = "Ollama at 127.0.0.1:11434 does not answer. Start it, or choose another model."
CHANGED = ("BGE-M3 in Ollama is not the model this library was read with. Bring the old one back, "
           "or have the library read again with it in Models.")  # fmt: skip
NEWER = Release(
    "0.9.0", "2026-12-01", "Reads more kinds of files.\nFinds it sooner, also in large libraries.",
    "https://updates.example/docmind/", "updates.example",
    (Artefact("docmind_0.9.0_amd64.deb", 91_000_000, "0123456789abcdef" * 4),), "0.1.0", True,
)  # fmt: skip


def _engine(folder: Path) -> FakeEngine:
    engine = filled_engine(folder)
    starter, _, m3, clip = MODELS
    engine.known_models = (starter, m3, clip, RERANKER, M3, QWEN)
    engine.known_health, engine.uses, engine.cache = EVERY, USES, CACHE
    return engine


def _models(stage: Stage, engine: FakeEngine) -> MainWindow:
    window = stage.open(engine)
    press(window, "models")
    settle_until(lambda: "ollama" in window.models.servers.cards)
    settle_until_still()
    return window


def _scroll_to(window: MainWindow, part: QWidget, above: int = 12) -> None:
    area = window.models._scroll
    top = part.mapTo(area.widget(), part.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - above)


@state("servers", "Models in Ollama, one of them on its way")
def servers(stage: Stage) -> None:
    engine = _engine(stage.folder)
    window = _models(stage, engine)
    window.bridge.download_model(QWEN.id)
    settle_until(lambda: bool(engine.asked("download_model")))
    engine.publish(JobStarted(1, "Downloading Qwen3 0.6B"))
    engine.publish(
        JobProgressed(Progress(1, "downloading", 230_000_000, 639_000_000, "", 9_400_000.0, 44.0))
    )
    settle_until_still()
    _scroll_to(window, window.models.servers)


@state("server_key", "Where a server is, and its key")
def server_key(stage: Stage) -> None:
    window = _models(stage, _engine(stage.folder))
    window.models.servers.cards["server"].open_form(True)
    settle_until_still()
    _scroll_to(window, window.models.servers, -140)


@state("consent", "Before texts go to another computer")
def consent(stage: Stage) -> None:
    stage.environment(DOCMIND_SERVERS__OPENAI_ADDRESS="https://models.example/v1")
    window = _models(stage, _engine(stage.folder))
    window.models.servers.cards["openai"].allow.click()
    settle_until_still()


@state("orders", "Models that put results in order")
def orders(stage: Stage) -> None:
    window = _models(stage, _engine(stage.folder))
    _scroll_to(window, window.models.orders, 260)


@state("figures", "What models did, in figures")
def figures(stage: Stage) -> None:
    window = _models(stage, _engine(stage.folder))
    window.models.figures.open(True)
    settle_until_still()
    _scroll_to(window, window.models.runtimes)


@state("words_only", "Questions are answered by words only")
def words_only(stage: Stage) -> None:
    engine = _wordless(stage, GONE)
    engine.model_missing = GONE
    search(stage.open(engine), QUERY)


def _wordless(stage: Stage, why: str) -> FakeEngine:
    engine = filled_engine(stage.folder)
    hits = tuple(
        replace(hit, why=tuple(reason for reason in hit.why if reason.label == "words"))
        for hit in engine.hits
    )
    note = "Mill did not answer in time, so the results stand as they were found."

    def answer(query: Query) -> SearchAnswer:
        made = make_answer(query.text, hits[: query.limit])
        notes = ("Ollama cannot be reached, so this is searched by words.",)
        done = Reranked("Mill", note=note)
        plan = replace(
            made.plan, legs=("stems", "words"), notes=notes, words_only=why, reranked=done
        )
        facets = made.facets if engine.facets is None else engine.facets
        return replace(made, plan=plan, facets=facets)

    engine.answers = answer
    return engine


@state("changed_model", "The model of the library is another one by now")
def changed_model(stage: Stage) -> None:
    engine = _wordless(stage, CHANGED)
    engine.model_missing, engine.model_changed = CHANGED, M3.id
    search(stage.open(engine), QUERY)


@state("runtimes", "What large models run with")
def runtimes(stage: Stage) -> None:
    window = _models(stage, _engine(stage.folder))
    _scroll_to(window, window.models.runtimes)


@state("upgrade", "A library that has to be brought up to date")
def upgrade(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    takes = Upgrade("0.0.7", 5, 8, 240.0, True, 50_392, 120, 7200.0, 12, 441_000_000, 7, 10**9)
    title = "This library must be brought up to date before it opens"
    window.bridge.open_failed.emit(UpgradeNeeded(title, path=Path("/library"), upgrade=takes))
    settle_until_still()


@state("newer", "A newer version is to be had")
def newer(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    window.bridge.newer_came.emit(NEWER)
    press(window, "about")
    settle_until(lambda: bool(window.sheets["about"].checks), 60)  # type: ignore[attr-defined]
