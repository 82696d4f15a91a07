"""RapidOCR: the PP-OCR models run by onnxruntime. Its wheel carries them; nothing is fetched.

Reads Latin script, Greek, Chinese and Japanese; not Cyrillic, Korean, Arabic, Hebrew or Thai.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docmind.core.paths import is_packaged
from docmind.core.recognise.base import NOT_PACKAGED, Line, Recogniser

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_NOT_INSTALLED = "RapidOCR is not installed. Run: pip install 'docmind[ocr]'"
# Named one by one: without a path it looks its models up in a catalogue and may download them.
_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
# Lines are found in a copy of this size and read in the whole picture: half the time of finding
# them in a page of 200 dpi, and the same words.
_FINDING_SIDE = 1280
_LONGEST_SIDE = 8000


class Rapid(Recogniser):
    """The better engine: few errors at low resolution and on photographs; 3 to 7 s per page."""

    name = "rapidocr"
    package = "rapidocr"
    rank = 20
    # Measured: textures taken for characters stay below 0.45, half-read lines below 0.6.
    least_confidence: ClassVar[float] = 0.6
    # Upright pages have 0.9 and more, those on their head 0.75 and less.
    doubtful: ClassVar[float] = 0.82

    def __init__(self) -> None:
        self._engine: Any = None

    @property
    def languages(self) -> tuple[str, ...]:
        return ("Latin", "Chinese", "Japanese", "Greek")

    @classmethod
    def is_available(cls) -> str:
        folder = _folder()
        if folder is None or importlib.util.find_spec("onnxruntime") is None:
            return NOT_PACKAGED if is_packaged() else _NOT_INSTALLED
        missing = [name for name in _MODELS.values() if not (folder / name).is_file()]
        if missing:
            return (
                f"RapidOCR has no model {missing[0]}. "
                "Run: pip install --force-reinstall 'docmind[ocr]'"
            )
        return ""

    def load(self, threads: int) -> None:
        with _no_socket_tried():
            import cv2
            from rapidocr import RapidOCR

        folder = _folder()
        assert folder is not None
        cv2.setNumThreads(threads)
        runtime = "EngineConfig.onnxruntime"
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "Global.max_side_len": _LONGEST_SIDE,
                # It turns single lines that stand well; whole pages are turned in ``turning``.
                "Global.use_cls": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": _FINDING_SIDE,
                # Lines of unlike length in one batch are padded to the longest.
                "Rec.rec_batch_num": 1,
                f"{runtime}.intra_op_num_threads": threads,
                f"{runtime}.inter_op_num_threads": 1,
                **{f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()},
            }
        )
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)

    def read(self, picture: Picture) -> list[Line]:
        found = self._engine(picture)
        if not found.txts:
            return []
        return [
            Line(
                text,
                min(1.0, max(0.0, float(score))),
                (
                    float(corners[:, 0].min()),
                    float(corners[:, 1].min()),
                    float(corners[:, 0].max()),
                    float(corners[:, 1].max()),
                ),
            )
            for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        ]


@contextlib.contextmanager
def _no_socket_tried() -> Iterator[None]:
    """It imports ``requests``, which tries on import whether a socket for IPv6 can be opened."""
    before, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = before


def _folder() -> Path | None:
    """Where the wheel keeps its models; None when it is not installed."""
    spec = importlib.util.find_spec("rapidocr")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "models"
