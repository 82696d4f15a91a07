"""FlagEmbedding, the library that the makers of BGE publish for their models."""

from __future__ import annotations

from typing import Any

from docmind.core.embed.devices import unusable


def flag_embedding() -> Any:
    """The library. Raises ``LibraryUnusable``: it may come from a models runtime, which may be
    damaged."""
    try:
        import FlagEmbedding
        from transformers.utils.logging import disable_progress_bar
    except Exception as error:  # noqa: BLE001 - a stranger's import may fail in any way
        raise unusable("FlagEmbedding", error) from None
    disable_progress_bar()  # type: ignore[no-untyped-call]
    return FlagEmbedding
