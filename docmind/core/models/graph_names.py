"""Which of a model's files are graphs for onnxruntime, in which precision, and what lies beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

# As optimum, sentence-transformers and the onnx-community name them, best first. Graphs in 4 bits
# lose too much to be taken without having been asked for, and O4 is made for graphics cards.
_FULL = ("model", "model_O1", "model_O2", "model_O3", "model_optimized", "model_fp16")
_INT8 = re.compile(r"model_(int8|quantized|quint8\w*|qint8\w*|uint8)")
_PLACES = ("", "onnx/")
_PART = re.compile(r"(?P<graph>.+\.onnx)(_data(_\d+)?|\.data)?")


def graph_names(names: Iterable[str]) -> dict[str, str]:
    """The graph to take for each precision, fp32 and int8, of the names in a folder; without one
    that is known, the only graph there is counts as the full one."""
    there = sorted(name for name in names if name.endswith(".onnx"))
    found = {}
    full = [f"{place}{stem}.onnx" for stem in _FULL for place in _PLACES]
    best = next((name for name in full if name in there), "")
    if best:
        found["fp32"] = best
    small = [name for name in there if _INT8.fullmatch(PurePosixPath(name).stem)]
    if small:
        found["int8"] = small[0]
    if not found and len(there) == 1 and not PurePosixPath(there[0]).stem.startswith("model_"):
        found["fp32"] = there[0]
    return found


def is_graph_part(name: str) -> bool:
    """Whether a file is a graph, or holds the weights of one."""
    return _PART.fullmatch(name) is not None


def parts_of(graphs: Iterable[str], names: Iterable[str]) -> set[str]:
    """The files of ``names`` that are these graphs, or beside them by the usual names."""
    wanted = set(graphs)
    found = ((name, _PART.fullmatch(name)) for name in names)
    return {name for name, part in found if part is not None and part["graph"] in wanted}
