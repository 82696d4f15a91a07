"""What is said of servers that run models: how each is, what it has, what may go there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docmind.core import ModelState, ProviderHealth, ServerModel
from docmind.ui.widgets.wording import counted, isolated, shown, size, tr

_DOT = " \N{MIDDLE DOT} "
ADDRESSES = {
    "ollama": "servers.ollama_address",
    "openai": "servers.openai_address",
    "server": "servers.rerank_address",
}
"""The setting that says where each is, by provider."""
ALLOWED = "servers.text_may_go_to"
ORDERS = "server"  # the provider that puts results in order
DOWNLOADS = "ollama"  # the provider that can be asked to get a model
_CLOUD = (":cloud", "-cloud")
_LATEST = ":latest"


@dataclass(frozen=True, slots=True)
class ServerEntry:
    """A model that a server has or could have: what stands on its line. ``reason`` says why it
    cannot be used, ``word`` its state in the ``look`` of one, ``actions`` are (name, text)."""

    id: str
    title: str
    facts: str
    reason: str = ""
    word: str = ""
    look: str = "muted"
    actions: tuple[tuple[str, str], ...] = ()
    size: int = 0


def runs_on_a_server(health: ProviderHealth) -> bool:
    """Whether a provider is one with an address, which the page shows."""
    return bool(health.host) or health.state == "not set"


def server_title(provider: str, title: str) -> str:
    """What a server is called on the page."""
    return {
        "ollama": tr("Ollama"),
        "openai": tr("OpenAI-compatible server"),
        "server": tr("Server that puts results in order"),
    }.get(provider, title)


def server_word(health: ProviderHealth) -> tuple[str, str]:
    """(word, look) for how a server is."""
    words = {
        "ready": (tr("ready"), "ok"),
        "unreachable": (tr("not reachable"), "warning"),
        "not allowed": (tr("not allowed"), "warning"),
        "not set": (tr("no address"), "muted"),
        "key refused": (tr("key refused"), "error"),
        "failed": (tr("failed"), "error"),
    }
    return words[health.state]


def server_facts(health: ProviderHealth, *, here: bool) -> str:
    """Where it is and which version."""
    parts = []
    if health.host:
        parts.append(isolated(health.host))
        parts.append(tr("on this computer") if here else tr("on another computer"))
    if health.version:
        parts.append(tr("version {version}").format(version=isolated(health.version)))
    return _DOT.join(parts)


def entries(
    health: ProviderHealth, states: Sequence[ModelState], used: Sequence[str]
) -> list[ServerEntry]:
    """A line for each model of a server: those that can be used first, then those it could get,
    then the others. ``used`` are the ids in use."""
    known = {_plain(state.id): state for state in states if state.provider == health.provider}
    there: list[ServerEntry] = []
    others: list[ServerEntry] = []
    for model in health.models:
        name = f"{health.provider}:{model.name}"
        entry = _entry(name, model, known.get(_plain(name)), health.provider, used)
        (others if entry.reason else there).append(entry)
    had = {_plain(entry.id) for entry in (*there, *others)}
    can_get = health.state == "ready" and health.provider == DOWNLOADS
    wanted = [_offered(state) for name, state in known.items() if can_get and name not in had]
    return [*there, *wanted, *others]


def _plain(name: str) -> str:
    """An id without the tag that a server adds by itself."""
    return name.casefold().removesuffix(_LATEST)


def _entry(
    name: str, model: ServerModel, state: ModelState | None, provider: str, used: Sequence[str]
) -> ServerEntry:
    title = shown(model.name)
    if state is not None and model.name in state.title:
        title = state.title
    elif state is not None:
        title = f"{state.title} ({title})"
    id_ = name if state is None else state.id
    reason = why_not(model, provider)
    told = "" if _is_cloud(model) else model_facts(model.size, model.dimension, model.context)
    if reason:
        return ServerEntry(id_, title, told, reason)
    if _plain(name) in {_plain(one) for one in used}:
        return ServerEntry(id_, title, told, word=tr("in use"), look="ok")
    action = ("order", tr("Use for order")) if provider == ORDERS else ("use", tr("Use…"))
    return ServerEntry(id_, title, told, actions=(action,))


def _offered(state: ModelState) -> ServerEntry:
    told = model_facts(state.size, state.dimension, state.context)
    return ServerEntry(
        state.id,
        state.title,
        _DOT.join(part for part in (told, state.licence) if part),
        word=tr("not there yet"),
        actions=(("download", tr("Have Ollama download it…")),),
        size=state.size,
    )


def model_facts(count: int, dimension: int, context: int) -> str:
    """Size, dimensions and how much it reads, as far as a server tells."""
    parts = [size(count)] if count else []
    if dimension:
        parts.append(counted(dimension, "{count} dimension", "{count} dimensions"))
    if context:
        parts.append(
            counted(context, "reads {count} word piece", "reads {count} word pieces at once")
        )
    return _DOT.join(parts)


def why_not(model: ServerModel, provider: str) -> str:
    """Why a model cannot be used, "" when it can be."""
    if _is_cloud(model):
        return tr("Runs on computers of others, so DocMind does not use it.")
    if model.embeds is False and provider != ORDERS:
        return tr("Made for writing texts, not for finding them.")
    return ""


def _is_cloud(model: ServerModel) -> bool:
    return model.name.casefold().endswith(_CLOUD)


def pull_text(entry: ServerEntry) -> str:
    """What it means to have Ollama download a model."""
    text = tr("Ollama downloads it from its own library and keeps it. Nothing of yours is sent. "
              "If it is stopped, it goes on later.")  # fmt: skip
    if not entry.size:
        return text
    return tr("About {size} come over the network.").format(size=size(entry.size)) + f" {text}"


def consent_text(host: str, *, encrypted: bool) -> str:
    """What it means to use a model on another computer."""
    text = tr("The text of your files and every question you ask would leave this computer and go "
              "to {host}. Whoever runs it can read them. The files themselves are not sent, and "
              "nothing goes to anyone else.").format(host=isolated(host))  # fmt: skip
    if encrypted:
        return text
    warning = tr("The connection is not encrypted: others in the same network could read along.")
    return f"{text}\n\n{warning}"


def withdraw_text(host: str, *, in_use: bool) -> str:
    """What it means to take that back."""
    text = tr("From now on nothing is sent to {host}. What was sent before cannot be called back.")
    if in_use:
        text += " " + tr("The model of this library is there, so questions are answered by words "
                         "only until you choose another model.")  # fmt: skip
    return text.format(host=isolated(host))
