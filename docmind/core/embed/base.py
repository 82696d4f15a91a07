"""What every embedder is."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from docmind.core.schema_models import ProviderHealth
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings, UInt8


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """What makes two vectors comparable. ``digest`` is sha256 (hex) of the weights, of a library's
    space that is told by probes that of their vectors (``index.probes``); ``scripts``
    are the ISO 15924 scripts the model can know (empty = all): ("Latn",) for an English model;
    ``languages`` the ISO 639-1 languages it was trained for (empty = all of its scripts).
    ``knows_meaning`` is False where vectors only compare the spelling of words. ``floor`` is the
    cosine below which even the closest passage has nothing to do with a query (0 = not known).
    ``passage_tokens`` is the length of passages, special tokens included, at which the model
    finds best (0 = ``max_tokens``). ``precision`` is fp32 for every faithful runtime (fp16 and
    bf16 on a GPU give the same vectors to 4 digits), int8 for quantised weights. ``runtime`` says
    what computes ("onnxruntime fp32", "torch fp16"). ``learned``: it also weighs words itself
    (``Embeddings.sparse``). ``least_weight`` and ``most_weight`` bound the weight of meaning.
    ``model`` is what a server or a folder calls it, where the provider runs many; ``pooling`` is
    cls, mean or last_token ("" = not told); ``query_template`` and ``passage_template`` are what
    is put around a text ("{text}"; "" = nothing). ``by_probes``: what is behind the name cannot be
    seen, so vectors of known sentences tell whether it is still the same model."""

    name: str
    digest: str
    dimension: int
    max_tokens: int
    precision: str = "fp32"
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    knows_meaning: bool = True
    floor: float = 0.0
    passage_tokens: int = 0
    runtime: str = ""
    learned: bool = False
    least_weight: float = 0.1
    most_weight: float = 0.8
    model: str = ""
    pooling: str = ""
    query_template: str = ""
    passage_template: str = ""
    by_probes: bool = False
    shortened: bool = False

    @property
    def space(self) -> str:
        """A folder-safe name of the embedding space."""
        mark = self.digest
        around = (self.pooling, self.query_template, self.passage_template)
        if any(around):  # the same weights give other vectors with them
            mark = hashlib.sha256("\0".join((mark, *around)).encode()).hexdigest()
        return f"{self.name}-{mark[:12]}-{self.dimension}-{self.precision}"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a model is to be brought into memory.

    ``folder`` holds its files (None for those that come with the program). ``device`` is auto,
    cpu, cuda or mps; ``threads`` 0 takes all cores. ``precision``: auto takes int8 where a
    verified file says that it loses nothing, full and int8 insist. ``batch_gpu`` and ``batch_cpu``
    are texts or pictures per batch at most, ``batch_tokens_gpu`` padded tokens per batch.
    ``on_processor`` says what computes there: onnxruntime, or torch where it is to be had.
    ``server`` runs the model elsewhere. ``dimensions`` are fewer numbers than the model gives (0 =
    all), only where it was trained for that; the templates as in ``ModelIdentity``.
    """

    folder: Path | None = None
    device: str = "auto"
    threads: int = 0
    precision: str = "auto"
    batch_gpu: int = 64
    batch_cpu: int = 8
    batch_tokens_gpu: int = 16_384
    on_processor: str = "onnxruntime"
    server: ServerOptions | None = None
    dimensions: int = 0
    query_template: str = ""
    passage_template: str = ""

    @property
    def wants_torch_on_processor(self) -> bool:
        """Whether PyTorch is to compute on the processor too; it does not know int8."""
        return self.on_processor == "torch" and self.precision != "int8"


DEFAULTS = LoadOptions()
"""A model that comes with the program, on the best device."""


class Embedder(ABC):
    """Text or pictures to vectors. One instance is used by one thread at a time.

    Class attributes state cheap facts; ``load`` does the heavy imports and must be called first.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    modalities: ClassVar[tuple[str, ...]] = ("text",)
    query_beside_passages: ClassVar[bool] = False
    """True when ``embed_query`` may run on one thread while ``embed_passages`` runs on another."""

    needs_folder: ClassVar[bool] = False
    """True when ``LoadOptions.folder`` must name the model's files."""

    needs_server: ClassVar[bool] = False
    """True when ``LoadOptions.server`` must say who runs the model."""

    needs_torch: ClassVar[bool] = False
    """True when it computes by PyTorch alone, on the processor too."""

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """How this provider is, without bringing a model into memory. Those on a server ask it
        (``options.server``), with little patience; never raises."""
        return ProviderHealth(cls.name, cls.title, "ready")

    @abstractmethod
    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Bring the model into memory. Raises ``ModelError`` when it is missing or damaged."""

    @abstractmethod
    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, in the order given; ``sparse`` where the
        model weighs words. Longer texts are cut at ``max_tokens``; an empty list gives (0, d)."""

    def unload(self) -> None:  # noqa: B027 - many hold nothing but what Python frees
        """Give up what it holds: memory, threads, the line to a server. ``load`` brings it back."""

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d]; models with a query prompt override it."""
        return self.embed_passages([text])

    def embed_pictures(self, pixels: UInt8) -> Embeddings:
        """``dense`` float32[n, d] of uint8[n, side, side, 3] RGB pictures as ``picture_fit`` makes
        them; only where ``modalities`` names "image"."""
        raise NotImplementedError(f"{self.name} does not read pictures")

    @property
    def picture_side(self) -> int:
        """Pixels along the side of a picture it takes; 0 when it takes none."""
        return 0

    def tokenizer_json(self) -> str:
        """The ``tokenizers`` JSON by which passages are counted and cut."""
        raise NotImplementedError(f"{self.name} has no local tokenizer")

    @property
    def device(self) -> str:
        """Where it runs: cpu, cuda, mps."""
        return "cpu"

    @property
    def why(self) -> str:
        """Why it runs there, in a sentence."""
        return "It always runs on the processor."

    @property
    def fell_back(self) -> bool:
        """Whether it moved to the processor because the graphics card's memory ran out."""
        return False


def empty(dimension: int) -> Embeddings:
    """No vectors of the right width."""
    return Embeddings(dense=np.zeros((0, dimension), dtype=np.float32))
