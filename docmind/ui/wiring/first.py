"""What stands there while nothing is asked: better models, what to do first, recent searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import ModelState, Searches, Status, resources_dir
from docmind.ui.search.kept import Entry
from docmind.ui.widgets.idle import RECENT_SHOWN
from docmind.ui.widgets.wording import size, tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class FirstWiring(QObject):
    """Joins the empty page and the idle page with the bridge of one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._recent: tuple[Entry, ...] = ()

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: what stands there is pressed."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, bridge, card = self._window, self._window.bridge, self._window.empty.card
        card.choose_pressed.connect(window.actions_table["add_folder"].trigger)
        card.samples_pressed.connect(lambda: window.add_paths([resources_dir() / "samples"]))
        card.offer.models_pressed.connect(lambda: window.sheets.show("models"))
        card.offer.declined.connect(self._decline)
        bridge.models_came.connect(self._on_models)
        bridge.status_came.connect(self._on_status)
        bridge.searches_came.connect(self._on_searches)
        window.idle.asked.connect(lambda place: window.history.picked.emit(self._recent[place]))

    def _decline(self) -> None:
        self._window.session.declines_models = True
        self._window.empty.card.offer.show_ready()

    def _on_models(self, states: tuple[ModelState, ...]) -> None:
        offer = self._window.empty.card.offer
        better = best_absent(states)
        if better and not self._window.session.declines_models:
            offer.show_offer(*offer_words(better))
        else:
            offer.show_ready()

    def _on_status(self, status: Status) -> None:
        self._window.idle.show_reading(bool(status.jobs and status.pending))

    def _on_searches(self, searches: Searches) -> None:
        recent = searches.history[:RECENT_SHOWN]
        self._recent = tuple(Entry("asked", one.text, one.text, one.mode) for one in recent)
        self._window.idle.show_recent([entry.title for entry in self._recent])


def best_absent(states: tuple[ModelState, ...]) -> tuple[ModelState, ...]:
    """The first model for texts and the first for pictures, where none of its kind is here that
    was not built in."""
    found = []
    for does in ("text", "pictures"):
        its = [state for state in states if state.does == does]
        if not any(state.state in ("installed", "damaged") for state in its):
            found += [state for state in its if state.state in ("absent", "partial")][:1]
    return tuple(found)


def offer_words(models: tuple[ModelState, ...]) -> tuple[str, str]:
    """(title, text): what they are called and add, their size, and what is there without them."""
    names = [model.title.split()[0] for model in models]  # BGE-M3, CLIP
    title = tr("Best quality: {first}").format(first=names[0])
    if len(names) > 1:
        title = tr("Best quality: {first} and {second}").format(first=names[0], second=names[1])
    adds = {
        "text": tr("Meaning in any language."),
        "pictures": tr("Pictures found by what they show."),
    }
    parts = [adds[model.does] for model in models]
    parts.append(
        tr("{size}, once, from the network or from a file.").format(
            size=size(sum(model.size for model in models))
        )
    )
    parts.append(tr("Until then search uses the built-in English model and exact words."))
    return title, " ".join(parts)
