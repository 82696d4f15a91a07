"""What servers have and say of it, as the engine tells it: nothing here runs."""

from __future__ import annotations

from dataclasses import replace

from docmind.core import CacheUse, ModelState, ProviderHealth, ProviderUse, ServerModel

M3 = ModelState(
    "ollama:bge-m3", "BGE-M3 on Ollama", "text", "", (), "MIT", 1_200_000_000, "server", 1024,
    provider="ollama", context=8192,
)  # fmt: skip
QWEN = replace(M3, id="ollama:qwen3-embedding:0.6b", title="Qwen3 0.6B", size=639_000_000)
RERANKER = ModelState(
    "mill", "Mill", "order", "Reads the first results closely.", (), "MIT", 605_143_316,
    "installed", 0, provider="mill",
)  # fmt: skip
OLLAMA = ProviderHealth(
    "ollama", "Ollama", "ready", "127.0.0.1:11434", "", "0.33.0",
    (
        ServerModel("llama3.2:3b", 2_019_393_189, 3072, 131_072, False),
        ServerModel("bge-m3:latest", 1_157_672_605, 1024, 8192, True),
        ServerModel("gpt-oss:120b-cloud", 384),
        ServerModel("nomic-embed-text:latest", 274_302_450, 768, 2048),
    ),
)  # fmt: skip
ELSEWHERE = ProviderHealth(
    "openai", "OpenAI", "not allowed", "models.example", "Texts may not go to that computer."
)
ORDERS = ProviderHealth("server", "Rerank", "not set", note="No address is set for it.")
HERE = ProviderHealth("starter", "Starter", "ready")
EVERY = (HERE, OLLAMA, ELSEWHERE, ORDERS)
USES = (
    ProviderUse("starter", "starter", 12, 384, 0, 3.2, (), 30),
    ProviderUse(
        "ollama", "bge-m3", 400, 12_800, 1_512_000, 61.3,
        (("connection_error", 2), ("overloaded", 1)), 96,
    ),
)  # fmt: skip
CACHE = CacheUse(12_000, 33_000_000, 4_294_967_296, 900, 100)
