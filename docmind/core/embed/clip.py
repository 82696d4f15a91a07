"""CLIP: pictures and what is said of them, as vectors of one space."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.clip_card import CardRuns, OutOfCardMemory
from docmind.core.embed.clip_plan import ClipPlan, plan_of
from docmind.core.embed.clip_runs import PictureRuns, TextRuns
from docmind.core.embed.clip_words import ClipWords
from docmind.core.embed.devices import (
    CPU,
    Chosen,
    LibraryUnusable,
    choose_device,
    has_torch,
    limit_threads,
    release_memory,
)
from docmind.core.embed.measured import loses_nothing, with_measured
from docmind.core.errors import ModelError
from docmind.core.models.folder import digest_of
from docmind.core.vectors import Embeddings, UInt8

log = logging.getLogger(__name__)

_NEEDED_MB = 700


class Clip(Embedder):
    """A vision transformer and its text tower (arXiv:2103.00020), equal to open_clip's.

    Each tower is loaded when it is first needed: a search takes only the one for texts, indexing
    only the one for pictures. Pictures run on the graphics card where there is one, texts always
    on the processor: a query takes some milliseconds there, less than a card needs to wake up.
    """

    name: ClassVar[str] = "clip"
    title: ClassVar[str] = "Picture model (English, CLIP)"
    modalities: ClassVar[tuple[str, ...]] = ("image", "text")
    query_beside_passages: ClassVar[bool] = True
    needs_folder: ClassVar[bool] = True

    def __init__(self) -> None:
        self._options = DEFAULTS
        self._plan: ClipPlan | None = None
        self._digest = ""
        self._int8 = False
        self._by_torch = False
        self._chosen = Chosen(CPU, "It was not loaded.")
        self._fell_back = False
        # Two locks: a query must not wait while the other tower is brought in.
        self._seeing_lock, self._reading_lock = threading.Lock(), threading.Lock()
        self._pictures: PictureRuns | CardRuns | None = None
        self._texts: TextRuns | None = None
        self._words: ClipWords | None = None

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Check the folder and choose the device; a tower is loaded at its first use, which may
        raise ``ModelError`` too. Raises ``ModelError``."""
        if options.folder is None:
            raise ModelError("The picture model is used without its files")
        self.unload()
        plan = plan_of(options.folder)
        self._options, self._plan, self._fell_back = options, plan, False
        self._digest = digest_of(options.folder)
        self._chosen = _device(options)
        on_card = self._chosen.device != CPU
        self._by_torch = on_card or (options.wants_torch_on_processor and has_torch())
        self._int8 = not self._by_torch and _wants_int8(options)
        precision = "int8" if self._int8 else "fp32"
        identity = ModelIdentity(
            # the same weights with another activation give other vectors
            name=f"{self.name}-quick" if plan.facts.quick_gelu else self.name,
            digest=self._digest,
            dimension=plan.facts.embed_dim,
            max_tokens=plan.facts.context,
            precision=precision,
            scripts=("Latn",),
            languages=("en",),
            runtime=self._runtime(on_card, precision),
        )
        return with_measured(identity, options.folder)

    def embed_pictures(self, pixels: UInt8) -> Embeddings:
        """``dense`` float32[n, d] of uint8[n, side, side, 3] RGB pictures as ``picture_fit`` makes
        them, in the order given."""
        side = self._planned().facts.image_size
        if pixels.dtype != np.uint8 or pixels.shape[1:] != (side, side, 3):
            raise ValueError(
                f"pictures of {side} x {side} bytes x 3 are wanted, not {pixels.shape}"
            )
        if not len(pixels):
            return empty(self._planned().facts.embed_dim)
        try:
            return Embeddings(dense=self._seeing().vectors(pixels))
        except OutOfCardMemory:
            self._move_to_processor()
        return Embeddings(dense=self._seeing().vectors(pixels))

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] of what may be said of a picture; longer texts are cut at 77
        tokens, as open_clip does."""
        plan = self._planned()
        if not texts:
            return empty(plan.facts.embed_dim)
        reading = self._reading()
        return Embeddings(dense=reading.vectors(self._wording().ids(texts)))

    @property
    def picture_side(self) -> int:
        return self._plan.facts.image_size if self._plan is not None else 0

    def tokenizer_json(self) -> str:
        """CLIP's own byte pairs; it expects small letters and single spaces."""
        return self._wording().json()

    @property
    def device(self) -> str:
        """Where pictures run."""
        return self._chosen.device

    @property
    def why(self) -> str:
        return self._chosen.why

    @property
    def fell_back(self) -> bool:
        return self._fell_back

    def unload(self) -> None:
        """Give the memory of both towers back; each comes again when it is needed."""
        with self._seeing_lock, self._reading_lock:
            pictures, self._pictures, self._texts, self._words = self._pictures, None, None, None
        if pictures is not None:
            pictures.close()
        del pictures
        release_memory()

    def _runtime(self, on_card: bool, precision: str) -> str:
        if on_card:
            return "torch fp16"
        return f"{'torch' if self._by_torch else 'onnxruntime'} {precision}"

    def _planned(self) -> ClipPlan:
        if self._plan is None:
            raise ModelError("The picture model was not loaded")
        return self._plan

    def _seeing(self) -> PictureRuns | CardRuns:
        plan = self._planned()
        with self._seeing_lock:
            if self._pictures is None and self._by_torch:
                self._pictures = self._started_by_torch(plan)
            if self._pictures is None:
                threads, together = self._options.threads, self._options.batch_cpu
                self._pictures = PictureRuns(plan, self._digest, self._int8, threads, together)
            return self._pictures

    def _started_by_torch(self, plan: ClipPlan) -> CardRuns | None:
        """None when open_clip does not start: the processor goes on without it."""
        options, device = self._options, self._chosen.device
        batch = options.batch_cpu if device == CPU else options.batch_gpu
        try:
            runs = CardRuns(plan, device, batch)
            limit_threads(options.threads)
            return runs
        except LibraryUnusable as fault:
            log.exception("the library for PyTorch does not start")
            self._chosen, self._fell_back = Chosen(CPU, f"{fault}"), True
            self._by_torch = False
        return None

    def _reading(self) -> TextRuns:
        plan = self._planned()
        with self._reading_lock:
            if self._texts is None:
                self._texts = TextRuns(plan, self._digest)
            return self._texts

    def _wording(self) -> ClipWords:
        plan = self._planned()
        with self._reading_lock:
            if self._words is None:
                self._words = ClipWords(plan.facts.context)
            return self._words

    def _move_to_processor(self) -> None:
        """The vectors stay those of the full weights, so that the index need not be made again."""
        with self._seeing_lock:
            tower, self._pictures = self._pictures, None
            self._chosen = Chosen(
                CPU, "The graphics card's memory ran out, so pictures moved to the processor."
            )
            self._fell_back, self._by_torch = True, False
        if tower is not None:
            tower.close()


def _device(options: LoadOptions) -> Chosen:
    if options.precision == "int8":
        return Chosen(CPU, "The quantised model runs on the processor only.")
    return choose_device(options.device, _NEEDED_MB)


def _wants_int8(options: LoadOptions) -> bool:
    """Whether to quantise: when insisted on, or when it was measured that this loses nothing."""
    if options.precision != "auto" or options.folder is None:
        return options.precision == "int8"
    return loses_nothing(options.folder)
