"""Every state, page, dialog and menu of the window, in three languages and two sizes.

States are told below; pages, dialogs and popovers are come to by pressing every action there is,
so that a new one is walked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import window_checks as checks
from fakes.engine import MODELS, RUNTIMES, FakeEngine, make_answer, make_hit
from fakes.served import CACHE, EVERY, M3, QWEN, RERANKER, USES
from fakes.shown import filled_engine, kept_searches, nested_engine
from fakes.small import HITS
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from docmind.core import (
    Artefact,
    DocMindError,
    JobProgressed,
    JobStarted,
    LibraryTooNew,
    ModelChange,
    PictureStatus,
    Progress,
    Query,
    Release,
    SearchAnswer,
    Upgrade,
    UpgradeNeeded,
    UpgradeProgress,
)
from docmind.ui import language
from docmind.ui.core_words import in_our_words
from docmind.ui.main_window import MainWindow

SIZES = ((1440, 900), (1024, 640))
STAYS_MS = 3_600_000
LANGUAGES = ("en", "de", "pseudo")
# These leave the program, or only change how it looks.
LEFT_OUT = frozenset(
    ("quit", "open", "show_in_folder", "theme_system", "theme_light", "theme_dark")
)
LONG = "2023 Annual report of the harbour authority, revised edition with appendices.pdf"

NEWER = Release(
    "0.9.0", "2026-12-01", "Reads more.\nFinds it sooner, also in the largest of libraries.",
    "https://updates.example/docmind/", "updates.example",
    (Artefact("docmind_0.9.0_amd64.deb", 91_000_000, "0123456789abcdef" * 4),), "0.1.0", True,
)  # fmt: skip

OTHERS = (
    make_hit(81, "/docs/Interview.mp3", "Interview", "", ("interview",), read=False,
             media_type="audio/mpeg", kind="document"),
    make_hit(82, "/docs/offer.eml", "Offer", "Dear tenant,", ("tenant",),
             media_type="message/rfc822"),
    make_hit(83, "/docs/parse.py", "parse.py", "def lease():\n    return None", ("lease",),
             kind="code", media_type="text/x-python"),
)  # fmt: skip


class Walk:
    """One window that is led from state to state, and what was found wrong on the way."""

    def __init__(self, qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
        self.qtbot, self.window, self.engine = qtbot, window, engine
        self.faults: dict[str, None] = {}
        self._seen: set[object] = set()
        for timer in window.findChildren(QTimer):
            if timer.isSingleShot() and timer.interval() <= 400:
                timer.setInterval(0)  # nobody types here, so nothing is worth waiting for
        window.banner._brief.setInterval(STAYS_MS)  # nothing goes while it is looked at

    def settle(self) -> None:
        """Wait until every call was answered and no short timer runs."""
        for _ in range(2):
            self.qtbot.waitUntil(self._has_no_short_timer)
            self._wait_for_lanes()
            self.pass_events()

    def _wait_for_lanes(self) -> None:
        done: list[int] = []
        lanes = list(self.window.bridge._lanes.values())
        for lane in lanes:
            lane.put(lambda: done.append(1))
        self.qtbot.waitUntil(lambda: len(done) >= len(lanes))

    def pass_events(self) -> None:
        """Let everything that waits in the event loop happen."""
        passed: list[int] = []
        QTimer.singleShot(0, lambda: passed.append(1))
        self.qtbot.waitUntil(lambda: bool(passed))

    def _has_no_short_timer(self) -> bool:
        return not any(
            timer.isActive() and timer.isSingleShot() and timer.interval() <= 400
            for timer in self.window.findChildren(QTimer)
        )

    def look(self, state: str) -> None:
        """Check everything that is open, at both sizes; what was seen before is left out."""
        self.settle()
        if self._is_new(*map(checks.texts, checks.windows())):
            for size in SIZES:
                self.window.resize(*size)
                self.pass_events()
                for one in checks.windows():
                    self.note(state, size, checks.clipped(one))
                    self.note(state, size, checks.oversized(one, size))
        for one in checks.windows():
            if self._is_new(*map(checks.described, checks.controls(one))):
                self.note(state, None, checks.nameless(one))
                self.note(state, None, checks.ambiguous(one))
                self._press_tab_in(one, state)

    def _press_tab_in(self, one: QWidget, state: str) -> None:
        if one.isVisible() and QApplication.activeModalWidget() in (None, one):
            one.activateWindow()
            self.qtbot.waitUntil(one.isActiveWindow)
            self.note(state, None, checks.unreachable(one))

    def _is_new(self, *what: object) -> bool:
        new = what not in self._seen
        self._seen.add(what)
        return new

    def note(self, state: str, size: tuple[int, int] | None, faults: object) -> None:
        for fault in faults:  # type: ignore[attr-defined]
            where = f" at {size[0]}x{size[1]}" if size else ""
            self.faults.setdefault(f"{fault}   [{state}{where}]")

    def close_others(self) -> None:
        """Close what an action opened."""
        others = [one for one in QApplication.topLevelWidgets() if one is not self.window]
        for one in others:
            one.close()
        self.qtbot.waitUntil(lambda: not any(one.isVisible() for one in others))
        self.settle()

    def search(self, text: str, row: int = 0) -> None:
        """Ask, and choose a result."""
        if self.window.field.edit.text() != text:
            self.window.field.edit.setText(text)
            self.settle()
        if row:
            self.window.results.step(row)
            self.settle()

    def press(self, name: str) -> None:
        self.window.actions_table[name].trigger()
        self.settle()


def busy_engine(folder: Path) -> FakeEngine:
    """An engine with much to tell."""
    engine = filled_engine(folder)
    engine.kept = kept_searches()
    starter, _, m3, clip = MODELS
    engine.known_models = (
        starter, replace(m3, state="installed", folder=folder), clip, RERANKER, M3, QWEN,
    )  # fmt: skip
    engine.known_health, engine.uses, engine.cache = EVERY, USES, CACHE
    cuda, cpu = RUNTIMES
    engine.known_runtimes = (replace(cuda, state="outdated"), replace(cpu, download_bytes=0))
    engine.change = ModelChange("bge-m3", "BGE-M3", 1200, 3400)
    engine.pictures = PictureStatus(clip.id, 312, 200, 540)
    engine.old_index_bytes = 310_000_000
    engine.jobs = (Progress(1, "reading", 3911, 6300, LONG, 18.2, 118.0),)
    return engine


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(language.TRIED, request.param)
    yield request.param
    language.speak("en")


@pytest.fixture
def walk(
    spoken: str, qtbot: QtBot, tmp_path: Path, make_window: Callable[[FakeEngine], MainWindow]
) -> Walk:
    engine = busy_engine(tmp_path)
    window = make_window(engine)
    for name in ("open", "show_in_folder"):
        setattr(window.desktop, name, lambda *_arguments: None)
    return Walk(qtbot, window, engine)


def test_walk(walk: Walk) -> None:
    _through_states(walk)
    _through_actions(walk)
    _through_runtimes(walk)
    _through_servers(walk)
    _through_menus(walk)
    assert not walk.faults, "\n".join(walk.faults)


def _through_states(walk: Walk) -> None:
    window, engine = walk.window, walk.engine
    walk.look("at rest")
    engine.publish(JobStarted(1, f"Reading {LONG}"))
    engine.publish(JobProgressed(engine.jobs[0]))
    walk.look("a job")
    window.bridge.newer_came.emit(NEWER)
    walk.look("a newer version")
    for row in range(len(engine.hits)):
        walk.search("lease", row)
        walk.look(f"result {row}")
    nested = nested_engine(Path(engine.hits[0].path).parent)
    usual, engine.hits = engine.hits, (*nested.hits, *OTHERS)
    engine.pages.update(nested.pages)
    for row, hit in enumerate(engine.hits):
        walk.search("tenant", row)
        walk.look(f"result {hit.path.name}")
    engine.hits = usual
    engine.answers = _misspelt
    walk.search("tennant")
    walk.look("corrected")
    engine.answers = lambda query: make_answer(query.text, ())
    walk.search("nothing at all like this")
    walk.look("nothing found")
    engine.answers, engine.failures["search"] = None, DocMindError(
        "The search cannot be run", detail="The index is damaged.", hint="Try again in a moment."
    )  # fmt: skip
    walk.search("it fails")
    walk.look("search fails")
    engine.failures.clear()
    window.banner.say("call", f"The file cannot be read ({LONG}). Check the file, then try again.")
    window.field.edit.clear()
    _through_other_versions(walk)
    engine.sources = ()
    window.bridge.refresh()
    walk.look("empty")


def _through_other_versions(walk: Walk) -> None:
    """A library that has to be brought up to date, and one that only a newer DocMind reads."""
    bridge, upgrading = walk.window.bridge, walk.window.wiring.upgrading
    title, home = "This library must be brought up to date before it opens", Path("/library")
    takes = Upgrade("0.0.7", 5, 8, 240.0, True, 50_392, 120, 7200.0, 12, 441_000_000, 7, 10**9)
    bridge.open_failed.emit(UpgradeNeeded(title, path=home, upgrade=takes))
    walk.look("an upgrade is asked for")
    upgrading.page.show_progress(UpgradeProgress("copying", 30, 120))
    walk.look("an upgrade")
    detail = "DocMind 3.1.4 used it last, this is DocMind 0.1.0. Nothing was changed."
    hint = "Update DocMind, or use another library."
    newer = LibraryTooNew("This library was made by a newer DocMind", detail, hint, home)
    bridge.open_failed.emit(in_our_words(newer))
    walk.look("a newer library")
    upgrading.page.refuse(in_our_words(newer), copies=1)
    walk.look("a newer library with a copy")
    bridge.opened.emit()


def _misspelt(query: Query) -> SearchAnswer:
    made = make_answer(query.text, HITS)
    note = "No document holds “tennant”; searched for “tenant” instead."
    fixed = (("tennant", "tenant"),)
    plan = replace(made.plan, searched="tenant", corrections=fixed, notes=(note,))
    return replace(made, plan=plan)


def _through_actions(walk: Walk) -> None:
    walk.engine.sources = busy_engine(Path(walk.engine.hits[0].path).parent).sources
    walk.window.bridge.refresh()
    for spec in walk.window.actions_table._specs:
        if spec.name in LEFT_OUT:
            continue
        walk.search("lease")
        walk.press(spec.name)
        walk.look(f"action {spec.name}")
        _through_sections(walk, spec.name)
        walk.close_others()
        if walk.window.sheets.current is not None:
            walk.window.sheets.leave()


def _through_sections(walk: Walk, name: str) -> None:
    """The parts of a page that has a list of them."""
    sheet = walk.window.sheets.current
    for part in sheet.findChildren(QListWidget) if isinstance(sheet, QWidget) else ():
        for row in range(part.count()) if part.isVisible() else ():
            part.setCurrentRow(row)
            walk.look(f"action {name}, {part.item(row).text()}")


def _through_runtimes(walk: Walk) -> None:
    """What is asked about models that come from files, and how they come."""
    window = walk.window
    walk.press("models")
    page = window.models
    for card in page.runtimes.cards.values():
        for name in set(card.buttons) - {"import"}:  # that is a dialog of Qt's
            card.buttons[name].click()
            walk.look(f"{name} a runtime")
            walk.close_others()
    window.add_paths([Path("/media/usb/bge-m3.docmind-models"), Path("/x/cuda.docmind-runtime")])
    walk.look("packs are given")
    walk.close_others()
    page.show_arrival("docmind-models-runtime-0.1.0-cuda-linux_x86_64.docmind-runtime",
                      Progress(9, "checking", 10**9, 6 * 10**9))  # fmt: skip
    walk.look("a pack comes in")
    window.sheets.leave()


def _through_servers(walk: Walk) -> None:
    """What is asked before texts go to a server, and where it is set."""
    window = walk.window
    walk.press("models")
    window.models.figures.open(True)
    walk.look("what models did")
    for card in window.models.servers.cards.values():
        card.open_form(True)
        walk.look("the address of a server")
        for row in card.rows.values():
            for name in set(row.buttons):
                row.buttons[name].click()
                walk.look(f"{name} a model on a server")
                walk.close_others()
    window.sheets.leave()


def _through_menus(walk: Walk) -> None:
    for source in walk.engine.sources:
        walk.window.sidebar.view.source_menu(source)
    for menu in walk.window.findChildren(QMenu):
        menu.aboutToShow.emit()
        walk.note(f"menu {menu.title()}", None, checks.same_letters(menu))
