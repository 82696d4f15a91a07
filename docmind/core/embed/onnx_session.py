"""Opening graphs in onnxruntime, one thread each: several runs share the processor instead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError


def open_graph(graph: Path | bytes, title: str, weights: Path | None = None) -> Any:
    """An ``InferenceSession``. ``title`` begins what is told when it fails; ``weights`` is the
    folder in which a graph given as bytes finds its weights. Raises ``ModelError``."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when the library is imported
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # see starter_graph
    options.graph_optimization_level = level
    # one long text would keep gigabytes taken for ever
    options.enable_cpu_mem_arena = False
    if weights is not None:
        place = "session.model_external_initializers_file_folder_path"
        options.add_session_config_entry(place, str(weights))
    source = graph if isinstance(graph, bytes) else str(graph)
    try:
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no public base
        where = graph.parent if isinstance(graph, Path) else weights
        raise ModelError(title, detail=f"{error}.", path=where) from None
