"""Any model of sentence-transformers, from its folder. The library only loads it: its own loop
batches by count and not by length, knows no full memory, and cannot be told apart from the network
unless it is given a folder.
"""

from __future__ import annotations

import importlib.util
import logging
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.devices import (
    CPU,
    Chosen,
    choose_device,
    has_torch,
    limit_threads,
    release_memory,
    unless_crowded,
)
from docmind.core.embed.estimate import estimating_tokenizer_json
from docmind.core.embed.grouping import longest_first, padded
from docmind.core.embed.measured import with_measured
from docmind.core.embed.sentence_identity import Width, passage_tokens, space_digest, templates
from docmind.core.embed.text import filled, read_tokenizer, speakable
from docmind.core.embed.weights import stored_tensors
from docmind.core.errors import ModelError
from docmind.core.models.checks_sentence import SentenceFacts, check_sentence_transformers
from docmind.core.models.folder import checksum_of, digest_of
from docmind.core.models.matryoshka import allowed_dimensions, cut
from docmind.core.models.sentence_layout import modules_in
from docmind.core.schema_models import ProviderHealth
from docmind.core.vectors import Embeddings, Float32

log = logging.getLogger(__name__)

_TOKENS_ON_PROCESSOR = 2_048
_BESIDE_WEIGHTS_MB = 1024  # what a batch of 16,384 tokens needs on a card
_WORDS = "tokenizer.json"
_LIBRARY = "sentence_transformers"


class SentenceTransformersFolder(Embedder):
    """Whatever steps ``modules.json`` names, on the best device; equal to the library's vectors."""

    name: ClassVar[str] = "sentence-transformers"
    title: ClassVar[str] = "sentence-transformers model"
    query_beside_passages: ClassVar[bool] = True
    needs_folder: ClassVar[bool] = True
    needs_torch: ClassVar[bool] = True

    def __init__(self) -> None:
        self._runs: _Runs | None = None
        self._query = self._passage = ""
        self._width = self._cut = 0

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """Whether its library is there to be imported."""
        if has_torch() and importlib.util.find_spec(_LIBRARY) is not None:
            return ProviderHealth(cls.name, cls.title, "ready")
        fault = _no_library()
        note = f"{fault.title}. {fault.hint}."
        return ProviderHealth(cls.name, cls.title, "not set", note=note)

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Check the folder, choose a device, bring the model in and try it on a sentence. Raises
        ``ModelError``."""
        if options.folder is None:
            raise ModelError("A model of sentence-transformers is used without its files")
        if options.precision == "int8":
            raise ModelError(
                "This model is not there in 8 bits",
                hint="Set embedding.precision to auto, or use an export of it for ONNX in 8 bits.",
                path=options.folder,
            )
        facts = check_sentence_transformers(options.folder)
        self._query, self._passage = templates(options, facts.layout)
        self._runs = _Runs(facts, options)
        self._width = self._runs.vectors(["A sentence to try it on."], "", "query")[0].shape[1]
        told = Width(options.folder.name, self._width, facts.layout.matryoshka)
        self._cut = allowed_dimensions(told, options.dimensions)
        return with_measured(self._identity(facts, self._runs), options.folder)

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, in the order given."""
        if not texts:
            return empty(self._cut or self._width)
        return self._embedded(texts, self._passage, "document")

    def unload(self) -> None:
        """Give the memory back; ``load`` brings the model in again."""
        runs, self._runs = self._runs, None
        if runs is not None:
            device = runs.chosen.device
            del runs
            release_memory(device)

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d]."""
        return self._embedded([text], self._query, "query")

    def tokenizer_json(self) -> str:
        """The model's own tokenizer, neither cutting nor padding; an estimate where it is of a
        kind that only its own program reads."""
        return self._loaded().tokenizer_json

    @property
    def device(self) -> str:
        return self._loaded().chosen.device

    @property
    def why(self) -> str:
        return self._loaded().chosen.why

    @property
    def fell_back(self) -> bool:
        return self._loaded().fell_back

    def _embedded(self, texts: Sequence[str], template: str, task: str) -> Embeddings:
        dense, tokens = self._loaded().vectors(texts, template, task)
        return Embeddings(dense=cut(dense, self._cut), tokens=tokens)

    def _loaded(self) -> _Runs:
        if self._runs is None:
            raise ModelError("The model was not loaded")
        return self._runs

    def _identity(self, facts: SentenceFacts, runs: _Runs) -> ModelIdentity:
        layout = facts.layout
        parts = [*_sums(facts, runs.words), *layout.steps, str(layout.over_prompt)]
        return ModelIdentity(
            name=self.name,
            digest=space_digest(parts),
            dimension=self._cut or self._width,
            max_tokens=runs.max_tokens,
            passage_tokens=passage_tokens(runs.tokenizer, self._passage, runs.max_tokens),
            runtime=f"torch {runs.numbers}",
            model=facts.folder.name,
            pooling=layout.pooling,
            query_template=self._query,
            passage_template=self._passage,
            shortened=bool(self._cut),
        )


class _Runs:
    """The model in memory. ``vectors`` may run on two threads at a time: the tokenizer is asked
    by one after the other."""

    def __init__(self, facts: SentenceFacts, options: LoadOptions) -> None:
        self._facts = facts
        self._options = options
        self.chosen = _device(facts, options)
        self.fell_back = False
        self._asking = threading.Lock()
        self._moving = threading.Lock()
        self._model = _in_memory(facts, self.chosen.device)
        limit_threads(options.threads)
        self.words = _words_file(facts.folder)
        self.max_tokens = _max_tokens(self._model, facts)
        self.tokenizer_json = _tokenizer_json(self.words, self._model)
        self.tokenizer = _tokenizer(self.tokenizer_json)
        self._counter = _tokenizer(self.tokenizer_json)
        self._counter.enable_truncation(self.max_tokens)
        self._budget = self._most = 1
        self._set_batches()

    @property
    def numbers(self) -> str:
        """What it computes with: fp32, fp16, bf16."""
        kind = str(next(self._model.parameters()).dtype).removeprefix("torch.")
        return {"float32": "fp32", "float16": "fp16", "bfloat16": "bf16"}.get(kind, kind)

    def vectors(self, texts: Sequence[str], template: str, task: str) -> tuple[Float32, int]:
        """(float32[n, d] with rows of length 1, tokens read), in the order given."""
        prompt = ""
        if not self._facts.layout.over_prompt:
            # left out of the mean: the library wants to see where it ends
            prompt, _, behind = template.partition("{text}")
            template = f"{{text}}{behind}" if template else ""
        spoken = [speakable(filled(template, text)) for text in texts]
        rows = self._counter.encode_batch_fast([prompt + text for text in spoken])
        found: dict[int, Float32] = {}
        waiting = longest_first(rows)
        while waiting:
            batch = padded(rows, waiting, self._budget, self._most)
            work = partial(self._run, [spoken[at] for at in batch], prompt, task)
            dense = unless_crowded(work)
            if dense is None:
                self._shrink(len(batch), len(rows[batch[0]]))
                continue
            found.update(zip(batch, dense, strict=True))
            waiting = waiting[len(batch) :]
        return np.stack([found[at] for at in range(len(texts))]), sum(map(len, rows))

    def _run(self, texts: list[str], prompt: str, task: str) -> Float32:
        import torch

        # only models whose steps differ for the two want to be told
        told = {"task": task} if "Router" in self._facts.layout.steps else {}
        with self._asking:
            features = self._model.preprocess(texts, prompt=prompt or None, **told)
        with torch.inference_mode():
            there = {
                name: part.to(self.chosen.device) if isinstance(part, torch.Tensor) else part
                for name, part in features.items()
            }
            dense = self._model(there, **told)["sentence_embedding"]
            # in 32 bits, or lengths would be off by a thousandth
            unit = torch.nn.functional.normalize(dense.float(), dim=-1)
        vectors: Float32 = unit.cpu().numpy()
        return vectors

    def _set_batches(self) -> None:
        on_processor = self.chosen.device == CPU
        options = self._options
        self._most = options.batch_cpu if on_processor else options.batch_gpu
        self._budget = _TOKENS_ON_PROCESSOR if on_processor else options.batch_tokens_gpu

    def _shrink(self, count: int, length: int) -> None:
        """Ask for half from now on, or move to the processor where not even one text fits."""
        release_memory(self.chosen.device)
        if count > 1:
            self._budget = max(1, min(self._budget, count * length) // 2)
            log.info("out of memory: batches of %d tokens from now on", self._budget)
            return
        with self._moving:
            if self.fell_back:
                return
            log.warning("the graphics card's memory ran out")
            crowded = self.chosen.device
            self._model = self._model.to(CPU).float()
            self.fell_back = True
            self.chosen = Chosen(
                CPU, "The graphics card's memory ran out, so the model moved to the processor."
            )
            self._set_batches()
            release_memory(crowded)


def _device(facts: SentenceFacts, options: LoadOptions) -> Chosen:
    if not has_torch():
        raise _no_library()
    weights = sum((facts.folder / name).stat().st_size for name in facts.weights)
    return choose_device(options.device, (weights >> 20) + _BESIDE_WEIGHTS_MB)


def _in_memory(facts: SentenceFacts, device: str) -> Any:
    """The library's model. Raises ``ModelError``."""
    for name in facts.weights:
        if name.endswith(".bin"):
            stored_tensors(facts.folder / name)  # refuses whatever is not numbers
    library = _library()
    import torch

    try:
        model = library(
            str(facts.folder.absolute()),
            device=device,
            local_files_only=True,
            trust_remote_code=False,
            # on a card as its makers stored it, in 32 bits on the processor
            model_kwargs={"dtype": torch.float32 if device == CPU else "auto"},
        )
    except (
        OSError, ValueError, KeyError, AttributeError, ImportError, TypeError, RuntimeError,
        UnpicklingError,
    ) as error:  # fmt: skip
        first = str(error).strip().partition("\n")[0].rstrip(".")
        raise ModelError(
            "The model could not be loaded",
            detail=f"{type(error).__name__}: {first}.",
            hint="Get its folder again as its makers publish it.",
            path=facts.folder,
        ) from None
    return model.eval()


def _library() -> Any:
    """The class of models. Raises ``ModelError``."""
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ModuleNotFoundError:
        raise _no_library() from None
    except Exception as error:  # noqa: BLE001 - a stranger's import may fail in any way
        first = str(error).strip().partition("\n")[0].rstrip(".")
        raise ModelError(
            "sentence-transformers does not start",
            detail=f"{type(error).__name__}: {first}.",
            hint="Use an export of the model for ONNX, which does not need it.",
        ) from None
    disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer


def _no_library() -> ModelError:
    return ModelError(
        "This model needs PyTorch and sentence-transformers, which are not here",
        detail="They are no part of the program, and a models runtime brings only PyTorch.",
        hint="Use an export of the model for ONNX (onnx/model.onnx in its folder), which needs "
        "neither. Where DocMind was installed with pip: pip install sentence-transformers",
    )


def _max_tokens(model: Any, facts: SentenceFacts) -> int:
    """The shorter of what the library and the folder say, which the library then keeps to."""
    told = model.max_seq_length
    found = facts.layout.max_tokens
    if isinstance(told, int):
        found = min(told, found)
        model.max_seq_length = found
    return found


def _words_file(folder: Path) -> Path | None:
    """Where the tokenizer lies: in the folder, or in that of a step."""
    for place in ("", *(place for _, place in modules_in(folder))):
        if (folder / place / _WORDS).is_file():
            return folder / place / _WORDS
    return None


def _tokenizer_json(words: Path | None, model: Any) -> str:
    if words is not None:
        return str(read_tokenizer(words, "The tokenizer of the model cannot be read").to_str())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    return estimating_tokenizer_json() if backend is None else str(backend.to_str())


def _tokenizer(stated: str) -> Any:
    from tokenizers import Tokenizer

    found = Tokenizer.from_str(stated)
    found.no_padding()
    found.no_truncation()
    return found


def _sums(facts: SentenceFacts, words: Path | None) -> list[str]:
    """Checksums of weights and tokenizer; those of the first step stay when it is converted."""
    first = [name for name in facts.weights if "/" not in name]
    rest = [name for name in facts.weights if "/" in name]
    found = [digest_of(facts.folder)] if first else []
    if words is not None:
        rest.append(words.relative_to(facts.folder).as_posix())
    return found + [checksum_of(facts.folder, name) for name in rest]
