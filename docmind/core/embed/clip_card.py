"""CLIP's picture tower by PyTorch: open_clip's own code, on a graphics card in half precision."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from docmind.core.embed.clip_plan import ClipPlan, open_clip_arguments
from docmind.core.embed.clip_weights import picture_weights
from docmind.core.embed.devices import CPU, is_out_of_memory, release_memory, unusable
from docmind.core.vectors import Float32, UInt8


class OutOfCardMemory(Exception):
    """Not even one picture fits into the graphics card's memory."""


class CardRuns:
    """The picture tower on ``device``. Raises ``ModelError``, ``OutOfCardMemory``.

    A batch that does not fit is halved, and stays so.
    """

    def __init__(self, plan: ClipPlan, device: str, batch: int) -> None:
        self.batch = max(1, batch)
        self._device = device
        self._plan = plan
        try:
            self._tower = _tower(plan, device)
        except Exception as error:
            if is_out_of_memory(error):
                raise OutOfCardMemory from None
            raise

    def vectors(self, pixels: UInt8) -> Float32:
        """float32[n, d], rows normalised, of uint8[n, side, side, 3], n at least 1."""
        found = []
        done = 0
        while done < len(pixels):
            try:
                found.append(self._forward(pixels[done : done + self.batch]))
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                if self.batch == 1:
                    raise OutOfCardMemory from None
                self.batch //= 2
            else:
                done += len(found[-1])
                continue
            release_memory(self._device)  # only here is what the failed batch held let go
        return np.concatenate(found)

    def close(self) -> None:
        """Give its memory back to the card."""
        self._tower = None
        release_memory(self._device)

    def _forward(self, pixels: UInt8) -> Float32:
        import torch

        with torch.inference_mode():
            taken = torch.from_numpy(np.array(pixels, order="C")).to(self._device)
            colours = taken.permute(0, 3, 1, 2).float() / 255
            mean, std = (
                torch.tensor(values, device=self._device).view(1, 3, 1, 1)
                for values in (self._plan.pictures.mean, self._plan.pictures.std)
            )
            wanted = self._tower.conv1.weight.dtype
            vectors = self._tower(((colours - mean) / std).to(wanted)).float()
            normed = torch.nn.functional.normalize(vectors, dim=-1)
            return np.asarray(normed.cpu().numpy(), dtype=np.float32)


def _library() -> Any:
    """open_clip. Raises ``LibraryUnusable``: it may come from a models runtime, which may be
    damaged."""
    before = os.environ.get("TOKENIZERS_PARALLELISM")
    try:
        import open_clip  # which sets this for everybody in the process
    except Exception as error:  # noqa: BLE001 - a stranger's import may fail in any way
        raise unusable("open_clip", error) from None
    finally:
        if before is None:
            os.environ.pop("TOKENIZERS_PARALLELISM", None)
        else:
            os.environ["TOKENIZERS_PARALLELISM"] = before
    return open_clip


def _tower(plan: ClipPlan, device: str) -> Any:
    """The tower alone; that for texts is let go before anything moves to the card."""
    open_clip = _library()
    import torch

    half = torch.float16 if device != CPU else None
    tower = open_clip.CLIP(**open_clip_arguments(plan), cast_dtype=half).visual.eval()
    weights = picture_weights(plan.facts.weights, plan.pictures.layers)
    tower.load_state_dict(
        {name.removeprefix("visual."): torch.tensor(values) for name, values in weights.items()}
    )
    tower = tower.to(device)
    if half is not None:
        open_clip.convert_weights_to_lp(tower, half)
    return tower
