"""What is said of models: facts on a card, questions before something large begins."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.core import ModelChange, ModelEstimate, ModelState, PictureStatus, Status
from docmind.ui.widgets.wording import counted, language_name, number, size, tr

_DOT = " \N{MIDDLE DOT} "
_DEVICES = ("cpu", "cuda", "mps")


def device_name(device: str) -> str:
    """What a person calls it."""
    if device == "cpu":
        return tr("processor")
    return tr("graphics card") if device in ("cuda", "mps") else device


def state_word(state: ModelState) -> tuple[str, str]:
    """(word, look) for the state."""
    if state.used:
        return tr("in use"), "ok"
    words = {
        "built in": (tr("comes with DocMind"), "muted"),
        "installed": (tr("installed"), "ok"),
        "partial": (tr("download stopped"), "warning"),
        "damaged": (tr("damaged"), "warning"),
        "absent": (tr("not here"), "muted"),
        "server": (tr("on a server"), "muted"),
    }
    return words[state.state]


def facts(state: ModelState) -> str:
    """Languages, size, memory, licence, origin, as far as they are known."""
    parts = []
    if state.does == "pictures":
        parts.append(tr("for pictures"))
    elif state.does == "order":
        parts.append(tr("for the order of results"))
    elif state.languages:
        names = map(language_name, state.languages)
        parts.append(tr("for text in {languages}").format(languages=", ".join(names)))
    else:
        parts.append(tr("for text in all languages"))
    if state.size:
        parts.append(size(state.size))
    memory = [
        tr("{size} of memory on the {device}").format(
            size=size(mib * 2**20), device=device_name(device)
        )
        for device, mib in state.memory_mb
        if mib
    ]
    parts += memory
    if state.used and state.device:
        parts.append(tr("runs on the {device}").format(device=device_name(state.device)))
    if state.dimension:
        parts.append(counted(state.dimension, "{count} dimension", "{count} dimensions"))
    if state.licence:
        parts.append(state.licence)
    if state.source:
        parts.append(state.source)
    return _DOT.join(parts)


def offer(state: ModelState) -> str:
    """What a download brings, before it begins."""
    return tr(
        "{size} come over the network from {source}. Licence: {licence}. Every file is compared "
        "with its checksum. This is the only thing for which DocMind uses the network; nothing of "
        "yours is sent."
    ).format(size=size(state.size), source=state.source, licence=state.licence or tr("not stated"))


def estimate_text(estimate: ModelEstimate) -> str:
    """What another model would take."""
    lines = [
        tr("{files}, about {passages}.").format(
            files=counted(estimate.files, "{count} file", "{count} files"),
            passages=counted(estimate.passages, "{count} passage", "{count} passages"),
        )
    ]
    if estimate.known:
        lines[0] += " " + tr("{count} of them are known already.").format(
            count=number(estimate.known)
        )
    time = about(estimate.seconds)
    if estimate.device in _DEVICES:
        text = tr("{time} on the {device}. {why}").format(
            time=time, device=device_name(estimate.device), why=estimate.why
        )
    else:  # a server, which the reason names
        text = tr("{time}. {why}").format(time=time, why=estimate.why)
    lines.append(text)
    lines.append(
        tr("It needs {need} on the disk; {free} are free.").format(
            need=size(estimate.disk_bytes), free=size(estimate.free_bytes)
        )
    )
    lines.append(
        tr("Searches go on with the present model until it is done. No file is read again, and "
           "the present index stays until you remove it.")
    )  # fmt: skip
    return "\n\n".join(lines)


def has_room(estimate: ModelEstimate) -> bool:
    """Whether the disk can take it."""
    return estimate.disk_bytes < estimate.free_bytes


def about(seconds: float) -> str:
    """A duration as a person plans with it."""
    if seconds < 90:
        return tr("About a minute")
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr("About {count} minutes").format(count=number(minutes))
    return tr("About {count} hours").format(count=number(round(seconds / 3600)))


def change_text(change: ModelChange, used: str) -> str:
    """How far another index is."""
    text = tr("Searches use {used} until {title} is ready: {done} of {total} files.").format(
        used=used, title=change.title, done=number(change.done), total=number(change.total)
    )
    return f"{text} {change.waiting}".strip()


def old_index_text(count: int) -> str:
    """What the index of the model before takes."""
    return tr("The index of the model before takes {size}.").format(size=size(count))


def pictures_text(pictures: PictureStatus, state: ModelState | None) -> str:
    """What is known of pictures, or what the model would add."""
    if not pictures.files:
        return ""
    if not pictures.missing:
        return tr("{pictures} known by what they show, in {seen} of {files} looked at.").format(
            pictures=counted(pictures.pictures, "{count} picture", "{count} pictures"),
            seen=number(pictures.seen),
            files=counted(pictures.files, "{count} file", "{count} files"),
        )
    if state is None or state.state not in ("absent", "partial"):
        return pictures.missing
    return picture_offer(state)


def picture_offer(state: ModelState) -> str:
    """What the picture model would add."""
    return tr(
        "Pictures are found by name, description and text. With the picture model ({size}) they "
        "are also found by what they show."
    ).format(size=size(state.size))


def used_title(states: Sequence[ModelState], status: Status | None) -> str:
    """What the model in use is called."""
    for state in states:
        if state.used:
            return state.title
    return status.model if status is not None else ""
