"""Is this folder a model of sentence-transformers? Found out before the library loads it.

The library would run a module that the folder names, open weights that are more than numbers in
old forms, and ask the network for what is missing: all of that is refused here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docmind.core.errors import ModelError
from docmind.core.models.sentence_layout import (
    MODULES_FILE,
    SentenceLayout,
    modules_in,
    read_layout,
    stated_in,
)
from docmind.core.models.tensors import safetensors_shapes, stored_sizes

_LIBRARY = "sentence_transformers."
_AGAIN = "Get the folder again as its makers publish it."
_WITH_CODE = ("config.json", "tokenizer_config.json")


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """``weights`` are the names in the folder of the files that hold what was learned."""

    folder: Path
    weights: tuple[str, ...]
    layout: SentenceLayout


def check_sentence_transformers(folder: Path) -> SentenceFacts:
    """Look at steps, weights and tokenizer. Raises ``ModelError`` that says what is wrong; nothing
    is loaded or unpickled."""
    modules = modules_in(folder)
    if not modules:
        raise ModelError(
            "It is not told how this model makes one vector of a text",
            detail=f"There is no {MODULES_FILE} in the folder.",
            hint="Get the folder of a model for sentence-transformers, or an export for ONNX.",
            path=folder,
        )
    _refuse_code(folder, modules)
    weights = tuple(_weights(folder, modules))
    for name in weights:
        path = folder / name
        if path.suffix == ".bin":
            stored_sizes(path)
        else:
            safetensors_shapes(path)
    return SentenceFacts(folder, weights, read_layout(folder))


def _refuse_code(folder: Path, modules: tuple[tuple[str, str], ...]) -> None:
    """Raise ``ModelError`` for a folder that wants code of its own to be run."""
    strange = [kind for kind, _ in modules if not kind.startswith(_LIBRARY)]
    with_code = [
        name
        for place in dict.fromkeys(("", *(place for _, place in modules)))
        for name in _WITH_CODE
        if stated_in(folder / place / name).get("auto_map")
    ]
    if strange or with_code:
        what = f"Its steps are of {strange[0]}" if strange else f"{with_code[0]} has an auto_map"
        raise ModelError(
            "This model wants to run code that comes with it",
            detail=f"{what}. DocMind runs no code of a model.",
            hint="Use an export of it for ONNX, which needs none, or another model.",
            path=folder,
        )


def _weights(folder: Path, modules: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Names of the weights of each step; .safetensors is taken where both are there."""
    for kind, place in modules:
        home = folder / place
        if (home / "adapter_config.json").exists():
            raise ModelError(
                "This is only what was changed of another model",
                detail="The folder holds an adapter and not the model that it belongs to.",
                hint="Get the model with the adapter merged into it.",
                path=home,
            )
        found = sorted(home.glob("*.safetensors")) or sorted(home.glob("pytorch_model*.bin"))
        if not found and kind.endswith((".Transformer", ".Dense", ".StaticEmbedding")):
            raise ModelError(
                "The weights are missing",
                detail="There is neither model.safetensors nor pytorch_model.bin.",
                hint=_AGAIN,
                path=home,
            )
        for path in found:
            yield path.relative_to(folder).as_posix()
