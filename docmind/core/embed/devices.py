"""Which device a model runs on and why, and how its memory is given back.

PyTorch takes seconds to start, so it is only asked where a cheap look found that there could be a
graphics card.
"""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from docmind.core.runtimes.choice import has_card

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

T = TypeVar("T")
CPU, CUDA, MPS = "cpu", "cuda", "mps"
NO_CARD = "There is no graphics card that can be used."
NO_RUNTIME = (
    "There may be a graphics card, but the models runtime that it needs is not here or cannot be"
    " used."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A device (cpu, cuda, mps), and the reason as a sentence for people."""

    device: str
    why: str


def choose_device(asked: str = "auto", needed_mb: int = 0) -> Chosen:
    """The device for a model that needs ``needed_mb`` MiB there (0 = not known). What is asked for
    is taken where it is there and has room, else the processor."""
    if asked == CPU:
        return Chosen(CPU, "You chose the processor.")
    if not may_have_card():
        return Chosen(CPU, NO_RUNTIME if has_card() else NO_CARD)
    try:
        import torch
    except (ImportError, OSError) as error:
        return Chosen(CPU, f"PyTorch, which the graphics card needs, does not start: {error}.")
    if asked in ("auto", CUDA) and torch.cuda.is_available():
        return _weighed(torch, CUDA, torch.cuda.get_device_name(), needed_mb)
    if asked in ("auto", MPS) and torch.backends.mps.is_available():
        return _weighed(torch, MPS, "of this Mac", needed_mb)
    return Chosen(CPU, NO_CARD)


def _weighed(torch: Any, device: str, name: str, needed_mb: int) -> Chosen:
    try:
        # a card that is too old for this build of PyTorch only fails when it computes
        (torch.ones(1, device=device) + 1).item()
        free = free_memory_mb(device)
    except RuntimeError as error:
        first = str(error).strip().partition("\n")[0].rstrip(".")
        return Chosen(CPU, f"The graphics card {name} cannot be used: {first}.")
    if free < needed_mb:
        return Chosen(
            CPU,
            f"The graphics card {name} has {_gigabytes(free)} GB free, and the model needs"
            f" {_gigabytes(needed_mb)} GB.",
        )
    return Chosen(device, f"The graphics card {name} has {_gigabytes(free)} GB free.")


def _gigabytes(mebibytes: int) -> str:
    return f"{mebibytes / 1024:.1f}"


def may_have_card() -> bool:
    """Whether there could be a card, and PyTorch to use it; a look that costs no time. In a model
    worker PyTorch may be that of a models runtime."""
    return has_torch() and has_card()


def has_torch() -> bool:
    """Whether PyTorch is there to be imported; it may still not start."""
    return importlib.util.find_spec("torch") is not None


def limit_threads(threads: int) -> None:
    """Let PyTorch compute with so many threads on the processor; 0 leaves it all cores."""
    torch = sys.modules.get("torch")
    if torch is not None and threads:
        torch.set_num_threads(threads)


class LibraryUnusable(Exception):
    """A library that runs models by PyTorch does not start; its text says why, for people."""


def unusable(library: str, error: BaseException) -> LibraryUnusable:
    """The error of a library that does not start."""
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return LibraryUnusable(
        f"{library} does not start ({type(error).__name__}: {first}), so the model runs on the "
        "processor without it."
    )


def free_memory_mb(device: str) -> int:
    """MiB that a model could take on ``device`` now."""
    if device == CPU:
        import psutil

        return int(psutil.virtual_memory().available >> 20)
    import torch

    if device == CUDA:
        return int(torch.cuda.mem_get_info()[0] >> 20)
    taken = torch.mps.driver_allocated_memory()
    return int(torch.mps.recommended_max_memory() - taken) >> 20


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a computation failed because the graphics card's memory ran out, and for no other
    reason: other errors must be seen, not tried again with less."""
    torch = sys.modules.get("torch")
    if torch is None:
        return False
    if isinstance(error, torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and str(error).startswith("MPS backend out of memory")


def unless_crowded(work: Callable[[], T]) -> T | None:
    """What ``work`` gives; None when the memory ran out. The error is gone by then: it holds on
    to what was computed so far."""
    try:
        return work()
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
    return None


def release_memory(device: str = CPU) -> None:
    """Give back what a dropped model held: to the card, and to the system (allocators keep it)."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and device == CUDA:
        torch.cuda.empty_cache()
    elif torch is not None and device == MPS:
        torch.mps.empty_cache()
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)


def on_device(numbers: npt.NDArray[np.int64], device: str) -> Any:
    """A tensor of them there; the processor does not wait for the card."""
    import torch

    there = torch.from_numpy(numbers)
    if device == CUDA:
        return there.pin_memory().to(CUDA, non_blocking=True)
    return there.to(device)
