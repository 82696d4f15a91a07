"""Writes Qwen3-Rerankers as their makers publish them, with random weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from fakes.bge_m3_folder import WORDS

# of Qwen/Qwen3-Reranker-0.6B: its tokenizer.json states these two
_PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|"
    r"\s*[\r\n]+|\s+(?!\S)|\s+"
)
_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_ORDINARY = ("<tool_call>", "</tool_call>", "<think>", "</think>")
_TEMPLATE = (
    "yes no system user assistant Judge whether the Document meets requirements based on Query and "
    "Instruct provided Note that answer can only be Given web search query retrieve relevant "
    "passages"
)


@dataclass(frozen=True)
class Size:
    """The numbers of a config."""

    dimension: int
    layers: int
    heads: int
    groups: int
    head: int
    intermediate: int
    vocab: int
    positions: int = 40_960


TINY = Size(32, 2, 4, 2, 16, 64, 1024)
FULL = Size(1024, 28, 16, 8, 128, 3072, 151_669)


def write_qwen3_reranker(
    folder: Path, size: Size = TINY, *, tied: bool = True, dtype: str = "float32", seed: int = 0
) -> Path:
    """Write a whole checkpoint and return its folder."""
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM

    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.json"
    stated = json.dumps(_config(size, tied, dtype), indent=2)
    config.write_text(stated)
    torch.manual_seed(seed)
    model = Qwen3ForCausalLM(Qwen3Config.from_pretrained(folder)).to(getattr(torch, dtype)).eval()
    model.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    (folder / "generation_config.json").unlink(missing_ok=True)
    config.write_text(stated)  # as it was published, not as this transformers would
    write_tokenizer(folder, size)
    return folder


def _config(size: Size, tied: bool, dtype: str) -> dict:
    return {
        "architectures": ["Qwen3ForCausalLM"],
        "attention_bias": False,
        "attention_dropout": 0.0,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "head_dim": size.head,
        "hidden_act": "silu",
        "hidden_size": size.dimension,
        # wide where it is small, so that scores differ
        "initializer_range": 0.3 if size.dimension < 100 else 0.02,
        "intermediate_size": size.intermediate,
        "max_position_embeddings": size.positions,
        "max_window_layers": size.layers,
        "model_type": "qwen3",
        "num_attention_heads": size.heads,
        "num_hidden_layers": size.layers,
        "num_key_value_heads": size.groups,
        "rms_norm_eps": 1e-06,
        "rope_scaling": None,
        "rope_theta": 1_000_000,
        "sliding_window": None,
        "tie_word_embeddings": tied,
        "torch_dtype": dtype,
        "transformers_version": "4.51.3",
        "use_cache": True,
        "use_sliding_window": False,
        "vocab_size": size.vocab,
    }


def write_tokenizer(folder: Path, size: Size = TINY) -> None:
    """Its tokenizer, as the files of transformers: bytes and their merges, and the signs of its
    chats, of which those for thinking are not marked as special."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers
    from tokenizers.models import BPE
    from tokenizers.processors import ByteLevel

    vocab, merges = _merged([*_TEMPLATE.split(), *WORDS], size.vocab - 16)
    tokenizer = Tokenizer(BPE(vocab, merges, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(_PIECES), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])  # fmt: skip
    tokenizer.post_processor = ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(sign, normalized=False) for sign in _SPECIAL])
    tokenizer.add_tokens([AddedToken(sign, normalized=False) for sign in _ORDINARY])
    tokenizer.save(str(folder / "tokenizer.json"))
    stated = {
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "bos_token": None,
        "add_bos_token": False,
        "tokenizer_class": "Qwen2Tokenizer",
        "model_max_length": 131_072,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(stated))


def _merged(words: list[str], most: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """(vocabulary, merges) of a BPE that knows every byte, and words alone and after a space."""
    from tokenizers.pre_tokenizers import ByteLevel

    vocab = {sign: number for number, sign in enumerate(sorted(ByteLevel.alphabet()))}
    merges: dict[tuple[str, str], None] = {}
    for word in dict.fromkeys(words):
        for text in (word, f" {word}"):
            ((letters, _),) = ByteLevel(add_prefix_space=False, use_regex=False).pre_tokenize_str(
                text
            )
            made = letters[0]
            for letter in letters[1:]:
                if made + letter not in vocab and len(vocab) >= most:
                    break
                merges.setdefault((made, letter))
                made += letter
                vocab.setdefault(made, len(vocab))
    return vocab, list(merges)
