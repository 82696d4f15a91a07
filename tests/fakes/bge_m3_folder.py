"""Writes a BGE-M3 checkpoint as its authors publish it, with random weights."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
SIGNS = [chr(code) for code in range(33, 127)] + list(
    "äöüßéèçñøœ—“”…½🦊的是人工知能全文検索もяжкий"
)
TEXT = (
    "the of and to in a is that for it as was with be by on not he this have from or had which "
    "one you were all her she there would their we him been has when passage about wings query "
    "man eating food protein boundary layer report search engine document committee budget "
    "la le des une dans pour der die und ein mit auf быстрая лиса 人工 知能 全文"
)
WORDS = TEXT.split()


@dataclass(frozen=True)
class Size:
    """The numbers of a config."""

    dimension: int
    layers: int
    heads: int
    intermediate: int
    vocab: int
    positions: int


TINY = Size(64, 2, 4, 128, 600, 1026)
LONG = Size(32, 2, 2, 64, 600, 8194)
FULL = Size(1024, 24, 16, 4096, 250_002, 8194)


def write_folder(folder: Path, size: Size = TINY, *, safetensors: bool = False, seed: int = 0):
    """Write a whole checkpoint and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "config.json", _config(size))
    write_tokenizer(folder, size)
    _write_poolings(folder, size)
    rng = np.random.default_rng(seed)
    _write_heads(folder, size, rng)
    if safetensors:
        _write_safetensors(folder / "model.safetensors", size, rng)
    else:
        _write_bin(folder / "pytorch_model.bin", size, rng)
    return folder


def tensors(size: Size, rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """Names and values of the encoder's weights, made one by one."""
    for name, shape in shapes(size):
        if name.endswith("LayerNorm.weight"):
            yield name, 1 + _random(rng, shape, 0.1)
        else:
            yield name, _random(rng, shape, 0.04 if len(shape) == 2 else 0.02)


def shapes(size: Size) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Names and shapes as transformers' XLM-RoBERTa has them."""
    wide, inner = size.dimension, size.intermediate
    yield "embeddings.word_embeddings.weight", (size.vocab, wide)
    yield "embeddings.position_embeddings.weight", (size.positions, wide)
    yield "embeddings.token_type_embeddings.weight", (1, wide)
    yield from _norm("embeddings.", wide)
    for layer in range(size.layers):
        start = f"encoder.layer.{layer}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            yield from _linear(f"{start}attention.{part}", wide, wide)
        yield from _norm(f"{start}attention.output.", wide)
        yield from _linear(f"{start}intermediate.dense", inner, wide)
        yield from _linear(f"{start}output.dense", wide, inner)
        yield from _norm(f"{start}output.", wide)
    yield from _linear("pooler.dense", wide, wide)


def _linear(name: str, outputs: int, inputs: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (outputs, inputs)
    yield f"{name}.bias", (outputs,)


def _norm(start: str, wide: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{start}LayerNorm.weight", (wide,)
    yield f"{start}LayerNorm.bias", (wide,)


def _random(rng: np.random.Generator, shape: tuple[int, ...], scale: float) -> np.ndarray:
    return rng.standard_normal(shape, dtype=np.float32) * np.float32(scale)


def _config(size: Size) -> dict:
    return {
        "architectures": ["XLMRobertaModel"],
        "attention_probs_dropout_prob": 0.1,
        "bos_token_id": 0,
        "classifier_dropout": None,
        "eos_token_id": 2,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "hidden_size": size.dimension,
        "initializer_range": 0.02,
        "intermediate_size": size.intermediate,
        "layer_norm_eps": 1e-05,
        "max_position_embeddings": size.positions,
        "model_type": "xlm-roberta",
        "num_attention_heads": size.heads,
        "num_hidden_layers": size.layers,
        "output_past": True,
        "pad_token_id": 1,
        "position_embedding_type": "absolute",
        "torch_dtype": "float32",
        "transformers_version": "4.33.0",
        "type_vocab_size": 1,
        "use_cache": True,
        "vocab_size": size.vocab,
    }


def vocabulary(size: Size) -> list[tuple[str, float]]:
    """Pieces and their log probabilities; the last is <mask>."""
    pieces = [*SPECIAL, "▁", *(f"▁{word}" for word in WORDS), *dict.fromkeys(SIGNS)]
    rest = size.vocab - 1 - len(pieces)
    pieces += [f"▁w{number}" for number in range(rest)]
    scores = [0.0] * len(SPECIAL) + [
        -8.0 - 1e-4 * rank + 0.2 * len(piece) - (6.0 if len(piece) == 1 else 0.0)
        for rank, piece in enumerate(pieces[len(SPECIAL) : size.vocab - 1])
    ]
    return [*zip(pieces[: size.vocab - 1], scores, strict=True), ("<mask>", 0.0)]


def write_tokenizer(folder: Path, size: Size = TINY) -> None:
    """Its tokenizer, as the files of transformers."""
    from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(vocabulary(size), unk_id=3, byte_fallback=False))
    tokenizer.add_special_tokens([AddedToken(sign, normalized=False) for sign in SPECIAL])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False)])
    metaspace = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    named = {
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
    }
    _write_json(folder / "special_tokens_map.json", {**named, "mask_token": "<mask>"})
    _write_json(
        folder / "tokenizer_config.json",
        {
            **named,
            "mask_token": {
                "__type": "AddedToken",
                "content": "<mask>",
                "lstrip": True,
                "normalized": True,
                "rstrip": False,
                "single_word": False,
            },
            "model_max_length": size.positions - 2,
            "tokenizer_class": "XLMRobertaTokenizer",
        },
    )


def _write_poolings(folder: Path, size: Size) -> None:
    names = ["", "1_Pooling", "2_Normalize"]
    kinds = ["Transformer", "Pooling", "Normalize"]
    modules = [
        {"idx": at, "name": str(at), "path": name, "type": f"sentence_transformers.models.{kind}"}
        for at, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ]
    _write_json(folder / "modules.json", modules)
    (folder / "1_Pooling").mkdir(exist_ok=True)
    _write_json(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": size.dimension,
            "pooling_mode_cls_token": True,
            "pooling_mode_mean_tokens": False,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    )


def _write_heads(folder: Path, size: Size, rng: np.random.Generator) -> None:
    import torch

    for name, rows in (("sparse_linear", 1), ("colbert_linear", size.dimension)):
        made = {
            "weight": _random(rng, (rows, size.dimension), 0.1),
            "bias": _random(rng, (rows,), 0.02),
        }
        halves = OrderedDict(
            (part, torch.from_numpy(values).half()) for part, values in made.items()
        )
        torch.save(halves, folder / f"{name}.pt")


def _write_bin(path: Path, size: Size, rng: np.random.Generator) -> None:
    import torch

    whole = OrderedDict((name, torch.from_numpy(values)) for name, values in tensors(size, rng))
    # older versions of transformers saved the numbers of the positions too
    whole["embeddings.position_ids"] = torch.arange(size.positions).unsqueeze(0)
    torch.save(whole, path)


def _write_safetensors(path: Path, size: Size, rng: np.random.Generator) -> None:
    """Streamed, so that a full-sized one needs no memory."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    begins = 0
    for name, shape in shapes(size):
        ends = begins + int(np.prod(shape)) * 4
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begins, ends]}
        begins = ends
    stated = json.dumps(header).encode()
    stated += b" " * (-len(stated) % 8)
    with path.open("wb") as file:
        file.write(len(stated).to_bytes(8, "little") + stated)
        for _, values in tensors(size, rng):
            file.write(np.ascontiguousarray(values).data)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False), encoding="utf-8")
