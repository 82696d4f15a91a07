"""What a folder says of how a text becomes one vector, in the form of sentence-transformers.

``modules.json`` names the steps, ``1_Pooling/config.json`` how the vectors of tokens become one,
``config_sentence_transformers.json`` what is put before a text, ``sentence_bert_config.json`` how
long it may be (sbert.net, "Structure of Sentence Transformer Models"). Exports for onnxruntime keep
those files; any of them may be missing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError

MODULES_FILE = "modules.json"
POOLING_FILE = "1_Pooling/config.json"
STATE_POOLING = (
    f'Write {POOLING_FILE} into the folder with {{"pooling_mode": "mean"}}, or "cls" or '
    '"lasttoken": its makers say which.'
)
_PROMPTS_FILE = "config_sentence_transformers.json"
_LENGTH_FILE = "sentence_bert_config.json"
# The names in a config, and what they are called here. Averages that differ by a factor are the
# same once the vectors are normalised.
_POOLINGS = {
    "cls": "cls",
    "mean": "mean",
    "mean_sqrt_len_tokens": "mean",
    "lasttoken": "last_token",
}
_OLD_NAMES = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}
_COUNTED_FROM_PADDING = ("roberta", "xlm-roberta", "camembert", "mpnet")
_LONGEST = 512  # where nobody says
_MOST = 8_192  # no passage is longer, and attention over 32,768 tokens takes tens of gigabytes
_MOST_BYTES = 16 << 20
_ENDLESS = 1_000_000  # what tokenizers state for "no limit" is far greater


@dataclass(frozen=True, slots=True)
class SentenceLayout:
    """``pooling`` is cls, mean, last_token, the words of the config for another one, or "" where
    none is told; ``over_prompt`` is False where what is put before a text is left out of it.
    ``steps`` are the names of the classes in ``modules.json``, in order. ``dimension`` is 0 where
    it is not told; ``matryoshka`` are (least, most) numbers it was trained to be cut to."""

    pooling: str
    over_prompt: bool
    steps: tuple[str, ...]
    query_template: str
    passage_template: str
    max_tokens: int
    dimension: int
    matryoshka: tuple[int, ...]
    lower_case: bool
    pads_left: bool
    architecture: str

    @property
    def further_steps(self) -> tuple[str, ...]:
        """Steps after the pooling that change the direction of a vector, such as Dense."""
        known = ("Transformer", "Pooling", "Normalize", "Dropout")
        return tuple(step for step in self.steps if step not in known)


def read_layout(folder: Path) -> SentenceLayout:
    """What the files of a folder say. Raises ``ModelError`` for one that cannot be read."""
    config = stated_in(folder / "config.json")
    words = stated_in(folder / "tokenizer_config.json")
    length = stated_in(folder / _LENGTH_FILE)
    sentences = stated_in(folder / _PROMPTS_FILE)
    pooling = stated_in(_pooling_file(folder))
    dimension = _dimension(folder, config)
    return SentenceLayout(
        pooling=_pooling(pooling),
        over_prompt=pooling.get("include_prompt") is not False,
        steps=_steps(folder),
        query_template=_template(sentences, "query"),
        passage_template=_template(sentences, "document", "passage", "corpus"),
        max_tokens=_max_tokens(length, words, config),
        dimension=dimension,
        matryoshka=_matryoshka(dimension, config, sentences),
        lower_case=length.get("do_lower_case") is True,
        pads_left=words.get("padding_side") == "left",
        architecture=str((config.get("architectures") or [""])[0]),
    )


def stated_in(path: Path) -> dict[str, Any]:
    """A JSON object of the folder, {} where the file is not there. Raises ``ModelError``."""
    found = _parsed(path)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise _unreadable(path, "It should hold names and values.")
    return found


def modules_in(folder: Path) -> tuple[tuple[str, str], ...]:
    """(class, folder) of each step in ``modules.json``, () where there is none. Raises
    ``ModelError``, also for a step that lies outside the folder."""
    path = folder / MODULES_FILE
    stated = _parsed(path)
    if stated is None:
        return ()
    try:
        found = tuple((str(one["type"]), str(one["path"])) for one in stated)
    except (KeyError, TypeError) as error:
        raise _unreadable(path, f"{error}.") from None
    for _, place in found:
        if not (folder / place).resolve().is_relative_to(folder.resolve()):
            raise _unreadable(path, f"It names a step outside the folder: {place}.")
    return found


def _parsed(path: Path) -> Any:
    """What a file of JSON states, None where it is not there. Raises ``ModelError``, also for what
    only looks like one: it would fill the memory."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _unreadable(path, "It is larger than such a file can be.")
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except RecursionError:
        raise _unreadable(path, "It is nested without end.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, f"{error}.") from None


def _unreadable(path: Path, detail: str) -> ModelError:
    return ModelError(
        "A file of the model cannot be read", detail=detail, hint="Get the file again.", path=path
    )


def _steps(folder: Path) -> tuple[str, ...]:
    return tuple(kind.rpartition(".")[2] for kind, _ in modules_in(folder))


def _dimension(folder: Path, config: dict[str, Any]) -> int:
    """What the last step that changes it says, else the width of the model."""
    told = _number(config.get("hidden_size")) or _number(config.get("dim"))
    for kind, place in modules_in(folder):
        if kind.rpartition(".")[2] == "Dense":
            told = _number(stated_in(folder / place / "config.json").get("out_features")) or told
    return told


def _pooling_file(folder: Path) -> Path:
    """Its place as ``modules.json`` names it, else the usual one."""
    for kind, place in modules_in(folder):
        if kind.rpartition(".")[2] == "Pooling":
            return folder / place / "config.json"
    return folder / POOLING_FILE


def _pooling(stated: dict[str, Any]) -> str:
    if not stated:
        return ""
    told = stated.get("pooling_mode")
    if told is None:
        told = [name for key, name in _OLD_NAMES.items() if stated.get(key)] or ["mean"]
    names = [told] if isinstance(told, str) else list(map(str, told))
    return _POOLINGS.get(names[0], names[0]) if len(names) == 1 else " and ".join(names)


def _template(stated: dict[str, Any], *roles: str) -> str:
    """What is put around a text of the first role that the folder names, or around any."""
    prompts = stated.get("prompts")
    if not isinstance(prompts, dict):
        return ""
    usual = stated.get("default_prompt_name")
    for role in (*roles, *([usual] if usual else ())):
        if isinstance(prompts.get(role), str):
            return f"{prompts[role]}{{text}}" if prompts[role] else ""
    return ""


def _max_tokens(length: dict[str, Any], words: dict[str, Any], config: dict[str, Any]) -> int:
    """The shortest of what is told, special tokens included."""
    places = _number(config.get("max_position_embeddings")) or _number(config.get("n_positions"))
    if places and config.get("model_type") in _COUNTED_FROM_PADDING:
        places -= _number(config.get("pad_token_id", 1)) + 1
    told = (_number(length.get("max_seq_length")), _number(words.get("model_max_length")), places)
    known = [one for one in told if 0 < one < _ENDLESS]
    return min(*known, _MOST) if known else _LONGEST


def _matryoshka(dimension: int, *stated: dict[str, Any]) -> tuple[int, ...]:
    """As jina-embeddings state it in their configs, and as vLLM and SGLang read it."""
    for one in stated:
        told = one.get("matryoshka_dimensions") or one.get("matryoshka_dims")
        sizes = [_number(size) for size in told] if isinstance(told, list) else []
        if any(sizes):
            return (min(filter(None, sizes)), max(sizes))
        if one.get("is_matryoshka") is True and dimension:
            return (1, dimension)
    return ()


def _number(told: object) -> int:
    """A whole number, 0 for anything else."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return 0
    return int(told) if abs(told) < 2**53 else 0
