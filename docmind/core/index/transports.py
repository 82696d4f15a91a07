"""Makes the models of a library ready to be asked: a model by its name, or the chain of all
transports of the library's space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Meter
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError
from docmind.core.events import ChildRestarted, Event, Notice, SourcesChanged
from docmind.core.index.chain import ModelChain, Transport
from docmind.core.index.probes import KnownSpaces
from docmind.core.index.space import load_options, with_card
from docmind.core.models.cards import ModelCard
from docmind.core.models.store import ModelStore
from docmind.core.settings import Settings


class Transports:
    """``well`` is called each time that a transport of the library answered."""

    def __init__(
        self,
        models: ModelStore,
        settings: Settings,
        spaces: KnownSpaces,
        meter: Meter,
        logs: Path,
        publish: Callable[[Event], None],
    ) -> None:
        self._models = models
        self._settings = settings
        self._spaces = spaces
        self._meter = meter
        self._logs = logs
        self._publish = publish
        self.well: Callable[[], None] = lambda: None

    def worker(self, provider: str, options: LoadOptions) -> ModelWorker:
        """A process for that provider, not started."""
        return ModelWorker(
            provider,
            options,
            self._logs / "model.log",
            lambda reason: self._publish(ChildRestarted("model worker", reason)),
            self._on_move,
            idle_seconds=self._settings.embedding.idle_minutes * 60,
            use=self._meter.of(provider, options),
        )

    def model(self, name: str) -> CheckedModel:
        """That model, not started, to make whatever space it gives. Raises ``DocMindError`` when
        it is not there."""
        return CheckedModel(name, self._worker_for(name, None), self._spaces.found)

    def hold_to(self, model: CheckedModel, space: ModelIdentity) -> None:
        """Have a model give the vectors of that space and no others, whatever becomes of it."""
        model.judge = self._spaces.only(space, model.name, self.title(model.name))

    def chain(
        self,
        name: str,
        known: ModelIdentity | None,
        running: CheckedModel | None = None,
        remark: str = "",
    ) -> ModelChain:
        """The transports of a library that is read with that model, of which ``running`` is made
        already; of an empty one (``known`` is None) those that may be its model."""
        first = Transport(name, self.title(name), lambda: self._own(name, known))
        if running is not None:
            first.model = running
            if known is not None:
                self.hold_to(running, known)
        others = [one for one in self._named() if one != name]
        if known is None:
            stand_ins = [
                Transport(one, self.title(one), lambda one=one: self.model(one))  # type: ignore[misc]
                for one in others
            ]
        else:
            stand_ins = [self._stand_in(one, known) for one in others if self._is_same(one, name)]
        return ModelChain([first, *stand_ins], known, self._tell, self.well, remark)

    def title(self, name: str) -> str:
        """What people call a model, as far as that is known."""
        try:
            return self._models.resolve(name)[0].title
        except DocMindError:
            return name

    def usable(self, name: str) -> bool:
        """Whether a model that a library is read with may be had in another way."""
        return any(self._is_same(one, name) for one in self._named() if one != name)

    def _named(self) -> tuple[str, ...]:
        """The models of the settings, the wanted one first."""
        asked = self._settings.embedding
        names = (asked.model_name, *asked.fallback)
        return tuple(dict.fromkeys(self._models.id_of(name) for name in names))

    def _own(self, name: str, known: ModelIdentity | None) -> CheckedModel:
        if known is None:
            return self.model(name)
        judge = self._spaces.only(known, name, self.title(name))
        return CheckedModel(name, self._worker_for(name, known), judge)

    def _stand_in(self, name: str, known: ModelIdentity) -> Transport:
        """Another transport. Servers do not weigh words: where the index has such weights, they
        only answer questions."""
        title = self.title(name)
        reads = not known.learned or not self._models.resolve(name)[0].server_model

        def make() -> CheckedModel:
            judge = self._spaces.same_vectors(known, title)
            return CheckedModel(name, self._worker_for(name, known), judge)

        return Transport(name, title, make, reads)

    def _is_same(self, one: str, other: str) -> bool:
        """Whether the cards of two models say that they give the same vectors."""
        try:
            first, second = (self._models.resolve(name)[0] for name in (one, other))
        except DocMindError:
            return False
        return _space_of(first) == _space_of(second)

    def _worker_for(self, name: str, known: ModelIdentity | None) -> ModelWorker:
        card, folder = self._models.resolve(name)
        if folder is None and not card.built_in and not card.server_model:
            folder = self._models.folder(name)  # raises, saying how to get it
        options = load_options(self._settings.embedding, folder, known)
        options = with_card(options, card, self._settings.servers)
        if known is not None:  # as the library was read, whatever the card says by now
            options = replace(
                options,
                query_template=known.query_template or options.query_template,
                passage_template=known.passage_template or options.passage_template,
            )
        return self.worker(card.provider, options)

    def _on_move(self, place: Place) -> None:
        self._publish(Notice("warning", place.why))
        self._publish(SourcesChanged())

    def _tell(self, sentence: str) -> None:
        self._publish(Notice("info", sentence))
        self._publish(SourcesChanged())


def _space_of(card: ModelCard) -> str:
    return card.same_space or card.id
