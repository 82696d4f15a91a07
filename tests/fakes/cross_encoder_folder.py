"""Writes cross-encoders as transformers publishes them, with random weights."""

from __future__ import annotations

import json
from pathlib import Path

from fakes.bge_m3_folder import WORDS, Size, write_tokenizer

TINY = Size(32, 2, 4, 64, 600, 130)
MINILM_L6 = Size(384, 6, 12, 1536, 30_522, 512)
KINDS = ("bert", "xlm-roberta")


def write_cross_encoder(
    folder: Path,
    kind: str = "bert",
    size: Size = TINY,
    *,
    safetensors: bool = True,
    labels: int = 1,
    seed: int = 0,
) -> Path:
    """Write a whole checkpoint and return its folder."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    model = _model(kind, size, labels, seed)
    model.config.save_pretrained(folder)
    config = json.loads((folder / "config.json").read_text())
    config["architectures"] = [type(model).__name__]
    (folder / "config.json").write_text(json.dumps(config))
    if safetensors:
        model.save_pretrained(folder)
    else:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
    if kind == "bert":
        _write_word_pieces(folder, size)
    else:
        write_tokenizer(folder, size)
    return folder


def _model(kind: str, size: Size, labels: int, seed: int):
    import torch
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        XLMRobertaConfig,
        XLMRobertaForSequenceClassification,
    )

    stated = {
        "hidden_size": size.dimension,
        "num_hidden_layers": size.layers,
        "num_attention_heads": size.heads,
        "intermediate_size": size.intermediate,
        "vocab_size": size.vocab,
        "max_position_embeddings": size.positions,
        "num_labels": labels,
        # wide, so that scores differ
        "initializer_range": 0.2 if size.dimension < 100 else 0.05,
    }
    torch.manual_seed(seed)
    if kind == "bert":
        return BertForSequenceClassification(BertConfig(**stated)).eval()
    made = XLMRobertaConfig(**stated, type_vocab_size=1, pad_token_id=1)
    return XLMRobertaForSequenceClassification(made).eval()


def _write_word_pieces(folder: Path, size: Size) -> None:
    from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import WordPiece

    signs = [chr(code) for code in range(33, 127)]
    known = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *signs]
    known += [f"##{sign}" for sign in signs]
    known = list(dict.fromkeys(known))
    known += [f"w{number}" for number in range(size.vocab - len(known))]
    vocab = {word: number for number, word in enumerate(known[: size.vocab])}
    tokenizer = Tokenizer(WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    named = {
        "cls_token": "[CLS]", "mask_token": "[MASK]", "pad_token": "[PAD]", "sep_token": "[SEP]",
        "unk_token": "[UNK]",
    }  # fmt: skip
    stated = {**named, "do_lower_case": True, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(stated))
    (folder / "special_tokens_map.json").write_text(json.dumps(named))
