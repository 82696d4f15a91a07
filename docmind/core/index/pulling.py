"""Having a server download a model. Ollama does that itself: a person asks for it, DocMind passes
that on, and no byte of the model comes here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from docmind.core.errors import ModelError, ProviderError
from docmind.core.events import Event, SourcesChanged
from docmind.core.index.space import server_options
from docmind.core.jobs import Cancelled, JobContext
from docmind.core.models.cards import ModelCard
from docmind.core.models.digests import Progress
from docmind.core.models.store import ModelStore
from docmind.core.schema import JobReport
from docmind.core.servers.client import ServerClient
from docmind.core.servers.ollama import Ollama, is_same_name
from docmind.core.servers.ollama_failures import require_local_name
from docmind.core.settings import ServerSettings, load

_LAYER = "pulling "


class ModelPull:
    """The download of one model by its server; once stopped, by any thread, it stays so. Another
    one goes on where it was.

    Raises ``ModelError`` for a model whose server downloads none, or runs it elsewhere.
    """

    def __init__(self, card: ModelCard, servers: ServerSettings) -> None:
        if card.provider != "ollama" or not card.server_model:
            raise ModelError(
                f"{card.title} cannot be downloaded from here",
                detail="Its server has no call for that.",
                hint="Start the server with the model.",
            )
        require_local_name(card.server_model)
        self._card = card
        self._server = server_options(card.provider, card.server_model, servers)
        self._client: ServerClient | None = None
        self._stopped = False

    @classmethod
    def of(cls, name: str) -> ModelPull:
        """The pull of the model of that name, with the settings as they are now. Raises
        ``UsageError``, ``ModelError``."""
        return cls(ModelStore().card(name), load().servers)

    @property
    def server(self) -> str:
        """Who downloads it. Raises ``ProviderError`` for a senseless address."""
        with closing(self._connected()) as client:
            return Ollama(self._server, client).title

    def is_there(self) -> bool:
        """Whether the server has the model already. Raises ``ProviderError``."""
        with closing(self._connected()) as client:
            ollama = Ollama(self._server, client)
            ollama.version()
            name = self._server.model
            return any(is_same_name(one.name, name) for one in ollama.models())

    def run(self, progress: Progress) -> None:
        """Have it downloaded. ``progress`` is told (bytes done, bytes in all so far, what it does)
        and may raise to stop. Raises ``ProviderError``, also when it was stopped."""
        with closing(self._connected()) as client:
            self._client = client
            if self._stopped:
                client.close()
            ollama = Ollama(self._server, client)
            ollama.version()
            for step in ollama.pull(self._server.model):
                if step.total:
                    is_layer = step.status.startswith(_LAYER)
                    what = self._server.model if is_layer else step.status
                    progress(step.done, step.total, what)

    def stop(self) -> None:
        """End the download that runs; what has arrived stays at the server."""
        self._stopped = True
        client = self._client
        if client is not None:
            client.close()

    def _connected(self) -> ServerClient:
        return ServerClient(self._server, f"Downloading {self._card.title}", tries=1)


def pull_job(
    card: ModelCard, servers: ServerSettings, publish: Callable[[Event], None]
) -> Callable[[JobContext], JobReport]:
    """A job that has a model downloaded; cancelling it ends the download at once. Raises
    ``ModelError`` as ``ModelPull``."""
    ModelPull(card, servers)

    def run(context: JobContext) -> JobReport:
        context.advance(0, 0, stage="downloading")
        pull = ModelPull(card, servers)
        try:
            with context.token.stopping(pull.stop):
                context.token.check()
                pull.run(context.step)
        except ProviderError:
            if context.token.cancelled:
                raise Cancelled from None  # it failed because it was ended
            raise
        publish(SourcesChanged())
        return JobReport(context.job_id, "done")

    return run
