"""``docmind models list`` and ``health``: every known model, and how what runs it is."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from docmind import core
from docmind.cli.model_report import byte_count, get_command, model_shape
from docmind.cli.opening import DONE
from docmind.cli.screen import Screen, one_line

_LATEST = ":latest"
Healths = Mapping[str, core.ProviderHealth]


@dataclass(frozen=True, slots=True)
class Listed:
    """A model on the list. ``default``: a new library is read with it; ``health`` is the state of
    its provider, None where nothing runs it. ``lacking``: a server that answers has it not."""

    state: core.ModelState
    default: bool
    health: str | None
    lacking: bool = False


def list_models(options: argparse.Namespace, screen: Screen) -> int:
    """Every known model and its state, and how its provider is."""
    settings, healths = core.load_settings(), _healths()
    default = core.ModelStore().id_of(settings.embedding.model_name)
    listed = [_listed(state, default, settings, healths) for state in core.ModelStore().states()]
    screen.answer(listed, options.json, list_shape, show_list)
    if not options.json:
        if all(one.state.id != default for one in listed):  # any model of a server may be named
            screen.say(f"Model of a new library (embedding.model_name): {one_line(default)}")
        if settings.search.reranker:
            screen.say(f"Reranker (search.reranker): {one_line(settings.search.reranker)}")
    return DONE


def _listed(
    state: core.ModelState, default: str, settings: core.Settings, healths: Healths
) -> Listed:
    pictures = core.ModelStore().id_of(settings.pictures.model_name)
    chosen = state.id in (default, pictures) or settings.search.reranker in (
        state.id,
        str(state.folder),
    )
    here = state.state in ("built in", "installed", "server")
    health = healths.get(state.provider)
    return Listed(
        replace(state, used=chosen and here),
        state.id == default,
        None if health is None else health.state,
        health is not None and _lacks(health, state),
    )


def _lacks(health: core.ProviderHealth, state: core.ModelState) -> bool:
    """Whether a server that was asked does not have a model. One without a tag is the latest."""
    name = state.id.partition(":")[2].removesuffix(_LATEST)
    known = {model.name.removesuffix(_LATEST) for model in health.models}
    return state.state == "server" and health.state == "ready" and name not in known


def list_shape(listed: Sequence[Listed]) -> list[dict[str, Any]]:
    """One object for each model, as of a single one, with its provider's health."""
    return [
        {**model_shape(one.state), "default": one.default, "health": one.health} for one in listed
    ]


def show_list(screen: Screen, listed: Sequence[Listed]) -> None:
    """All models, each with the command that would get it."""
    for one in listed:
        state = one.state
        name = screen.strong(one_line(state.id))
        screen.say(f"{name}  {one_line(state.title)}: {', '.join(_states(one))}")
        screen.say(f"    {one_line(state.summary)}")
        screen.say(f"    {one_line(_facts(state))}")
        if state.query_template:
            template = state.query_template.replace("\n", "\\n")
            screen.say(f"    Asked as: {one_line(template)}")
        if state.folder is not None:
            screen.say(f"    {one_line(state.folder)}")
        if state.note:
            screen.say(f"    {one_line(state.note)}")
        command = get_command(state, lacking=one.lacking)
        if command:
            screen.say(f"    {screen.faint(command)}")


def _states(one: Listed) -> list[str]:
    state = one.state
    health = "not there yet" if one.lacking else one.health
    found = [f"on a server ({health})" if state.state == "server" else state.state]
    if state.size:
        found.append(byte_count(state.size))
    if state.used:
        found.append("in use")
    return found


def _facts(state: core.ModelState) -> str:
    """What it reads, how long, and what comes out, as far as it is known."""
    does = {"text": "text", "pictures": "text and pictures", "order": "puts results in order"}
    parts: list[str] = [does[state.does]]
    if state.languages:
        parts.append(", ".join(state.languages))
    if state.dimension:
        parts.append(f"{state.dimension:,} dimensions")
    if state.matryoshka:
        least, most = state.matryoshka
        parts.append(f"or fewer, {least:,} to {most:,}")
    if state.context:
        parts.append(f"{state.context:,} tokens at once")
    if state.licence:
        parts.append(state.licence)
    return ", ".join(parts)


def list_health(options: argparse.Namespace, screen: Screen) -> int:
    """How each provider of models is, and which models the servers have. Asks servers on this
    computer, and others only where texts may go."""
    screen.answer(list(_healths().values()), options.json, health_shape, show_health)
    return DONE


def _healths() -> Healths:
    found = core.provider_health(core.load_settings().servers)
    return {health.provider: health for health in found}


def health_shape(healths: Sequence[core.ProviderHealth]) -> list[dict[str, Any]]:
    """One object for each provider, with the models that a server has."""
    return [{**asdict(health), "models": [asdict(m) for m in health.models]} for health in healths]


def show_health(screen: Screen, healths: Sequence[core.ProviderHealth]) -> None:
    """A line for each provider, then what a server has."""
    for health in healths:
        where = f" at {one_line(health.host)}" if health.host else ""
        version = f", version {one_line(health.version)}" if health.version else ""
        name = screen.strong(one_line(health.provider))
        screen.say(f"{name}  {one_line(health.title)}{where}: {health.state}{version}")
        if health.note:
            screen.say(f"    {one_line(health.note)}")
        for model in health.models:
            screen.say(f"    {one_line(model.name)}{_model_facts(model)}")


def _model_facts(model: core.ServerModel) -> str:
    parts = [byte_count(model.size)] if model.size else []
    if model.dimension:
        parts.append(f"{model.dimension:,} dimensions")
    if model.context:
        parts.append(f"{model.context:,} tokens at once")
    if model.embeds is False:
        parts.append("gives no vectors")
    return f": {', '.join(parts)}" if parts else ""
