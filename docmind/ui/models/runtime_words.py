"""What is said of the programs that large models run with: facts, questions, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docmind.core import RuntimeState
from docmind.ui.widgets.wording import isolated, shown, size, tr

ADDRESS = "embedding.runtime_address"
_DOT = " \N{MIDDLE DOT} "


def runtime_word(state: RuntimeState) -> tuple[str, str]:
    """(word, look) for the state."""
    words = {
        "absent": (tr("not here"), "muted"),
        "ready": (tr("installed"), "ok"),
        "outdated": (tr("out of date"), "warning"),
        "broken": (tr("damaged"), "warning"),
    }
    return words[state.state]


def runtime_facts(state: RuntimeState) -> str:
    """Sizes and version, as far as they are known."""
    parts = []
    if state.size_bytes:
        parts.append(tr("takes {size} on the disk").format(size=size(state.size_bytes)))
    if state.download_bytes and state.state != "ready":
        parts.append(tr("{size} to download").format(size=size(state.download_bytes)))
    if state.version:
        parts.append(tr("for DocMind {version}").format(version=isolated(state.version)))
    return _DOT.join(parts)


def runtime_actions(state: RuntimeState) -> list[tuple[str, str]]:
    """(name, text) of what can be done with it, the first thing first."""
    if state.state == "ready":
        return [("remove", tr("Remove…"))]
    found = []
    if state.download_bytes:
        found.append(("download", tr("Download…")))
    found.append(("import", tr("Import from a file…")))
    if state.state != "absent":
        found.append(("remove", tr("Remove…")))
    return found


def runtime_offer(state: RuntimeState) -> str:
    """What a download brings, before it begins."""
    text = tr("{size} come over the network from the address in the settings. The file is compared "
              "with its checksum; nothing of yours is sent. If it is stopped, it goes on "
              "later.")  # fmt: skip
    lines = [text.format(size=size(state.download_bytes))]
    if state.size_bytes:
        room = tr("Unpacked it takes {size} on the disk.")
        lines.append(room.format(size=size(state.size_bytes)))
    return " ".join(lines)


def intro(states: Sequence[RuntimeState]) -> str:
    """What they are for, and whether they can be downloaded."""
    text = tr("Large models are many times faster on a graphics card. The programs for that are no "
              "part of DocMind, because they are large: add them here, and remove them when you "
              "like. Without them everything works on the processor.")  # fmt: skip
    if any(state.download_bytes for state in states):
        return text
    none = tr("No address to download them from is set ({setting}), so they come from a file.")
    return f"{text} {none.format(setting=isolated(ADDRESS))}"


def import_text(path: Path) -> str:
    """What a runtime from a file means."""
    return tr(
        "“{name}” holds programs that DocMind will run for its models. Import it only when you "
        "know where it comes from. The file itself stays as it is."
    ).format(name=shown(path.name))
