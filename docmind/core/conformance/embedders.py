"""An embedder gives float32 rows of unit length, in the order given, the same every time."""

from __future__ import annotations

import numpy as np

from docmind.core.conformance.cancelling import MUCH, try_cancel
from docmind.core.conformance.models import CLOSE, HUGE, TEXTS, options_for
from docmind.core.conformance.outcome import NotRun, expect
from docmind.core.embed.base import Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.devices import has_torch
from docmind.core.vectors import Float32

_PICTURES = 3


def try_embedder(provider: type[Embedder]) -> str:
    """Load it on the processor, look at what it gives, and stop it in the middle of its work.
    Returns what it was tried with. Raises ``NotRun`` for one that needs PyTorch where there is
    none."""
    if provider.needs_torch and not has_torch():
        raise NotRun("It needs PyTorch, which a models runtime brings.")
    with options_for(provider) as (options, slow, which):
        told = _tried(provider(), options)
        try_cancel(provider.name, slow, lambda worker: worker.embed_passages(MUCH))
        return f"{which} {told}".strip()


def _tried(embedder: Embedder, options: LoadOptions) -> str:
    try:
        return _looked_at(embedder, embedder.load(options))
    finally:
        embedder.unload()


def _looked_at(embedder: Embedder, identity: ModelIdentity) -> str:
    expect(identity.name == embedder.name, "its model has its name")
    _try_texts(embedder, identity)
    if "image" in embedder.modalities:
        _try_pictures(embedder, identity)
    if embedder.name == "starter":
        _try_meaning(embedder)
    return f"{identity.dimension} numbers, {identity.runtime}."


def _try_texts(embedder: Embedder, identity: ModelIdentity) -> None:
    found = embedder.embed_passages(TEXTS).dense
    _expect_rows(found, len(TEXTS), identity)
    expect(bool(np.allclose(found[0], found[-1], atol=CLOSE)), "equal texts have equal vectors")
    expect(not np.allclose(found[0], found[1], atol=CLOSE), "other texts have other vectors")
    again = embedder.embed_passages(TEXTS).dense
    expect(bool((again == found).all()), "the same again gives the same")
    backwards = embedder.embed_passages(TEXTS[::-1]).dense[::-1]
    expect(bool(np.allclose(backwards, found, atol=CLOSE)), "rows come in the order given")
    alone = np.concatenate([embedder.embed_passages([text]).dense for text in TEXTS])
    expect(bool(np.allclose(alone, found, atol=CLOSE)), "a text does not depend on its company")
    _expect_rows(embedder.embed_passages([HUGE]).dense, 1, identity)
    none = embedder.embed_passages([]).dense
    expect(none.shape == (0, identity.dimension), "no texts give no rows")
    _expect_rows(embedder.embed_query(TEXTS[0]).dense, 1, identity)
    _try_tokenizer(embedder)


def _try_tokenizer(embedder: Embedder) -> None:
    from tokenizers import Tokenizer

    tokens = Tokenizer.from_str(embedder.tokenizer_json()).encode(
        TEXTS[1], add_special_tokens=False
    )
    expect(len(tokens.ids) >= len(TEXTS[1].split()), "its tokenizer finds the words of a text")


def _try_pictures(embedder: Embedder, identity: ModelIdentity) -> None:
    side = embedder.picture_side
    expect(side > 0, "it says which pictures it takes")
    shape = (_PICTURES, side, side, 3)
    pictures = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    found = embedder.embed_pictures(pictures).dense
    _expect_rows(found, _PICTURES, identity)
    backwards = embedder.embed_pictures(np.ascontiguousarray(pictures[::-1])).dense[::-1]
    expect(bool(np.allclose(backwards, found, atol=CLOSE)), "pictures come in the order given")


def _try_meaning(embedder: Embedder) -> None:
    asked = embedder.embed_query("a cat on the couch").dense[0]
    near, far = embedder.embed_passages(["A kitten sleeps on the sofa.", "Annual tax return"]).dense
    expect(float(asked @ near) > float(asked @ far) + 0.2, "what means the same lies close")


def _expect_rows(found: Float32, count: int, identity: ModelIdentity) -> None:
    expect(found.dtype == np.float32, "vectors are float32")
    expect(
        found.shape == (count, identity.dimension), "there is a row for each, of the right width"
    )
    lengths = np.linalg.norm(found, axis=1)
    expect(bool(np.allclose(lengths, 1.0, atol=1e-3)), "rows have unit length")
