"""Is this folder an embedding model for onnxruntime? Found out before anything is computed.

The forms are those that optimum, sentence-transformers and the onnx-community export:
``model.onnx`` in the folder or in ``onnx/``, with weights beside it where they are large
("external data"), and other precisions under other names. A graph is only looked at: what it names
outside the folder is refused, and so is what onnxruntime cannot compute by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.models.graph_names import graph_names
from docmind.core.models.sentence_layout import STATE_POOLING, SentenceLayout, read_layout

INPUTS = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
IN_GRAPH = "in the graph"
"""The pooling where the graph itself gives one vector for a text."""

_OF_TOKENS = ("token_embeddings", "last_hidden_state", "hidden_states")
_OF_TEXT = ("sentence_embedding", "sentence_embeddings", "text_embeds", "dense_vecs", "embeddings",
            "pooler_output", "pooler")  # fmt: skip
_POOLINGS = ("cls", "mean", "last_token")
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc")
_EXPORT = "Get the folder again as its makers publish it, or export it again with optimum."


@dataclass(frozen=True, slots=True)
class OnnxFacts:
    """What is needed to compute. ``weights`` are the graph and what it keeps beside it, by their
    names in the folder; ``precision`` is fp32 or int8. ``output`` is the one that is read,
    ``pooling`` how it becomes a vector (``IN_GRAPH``: it is one). ``length`` is the number of
    tokens that the graph takes where it takes no other, ``together`` the number of texts (0 = any
    both); ``small_ids``: ids have 32 bits. ``dimension`` is 0 where the graph does not tell."""

    folder: Path
    graph: Path
    weights: tuple[str, ...]
    precision: str
    inputs: tuple[str, ...]
    output: str
    pooling: str
    dimension: int
    length: int
    together: int
    small_ids: bool
    layout: SentenceLayout

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included."""
        return min(self.layout.max_tokens, self.length or self.layout.max_tokens)


@dataclass(frozen=True, slots=True)
class _Graph:
    """What a graph says of itself: shapes hold 0 where any number will do, rank -1 is not told."""

    inputs: tuple[tuple[str, tuple[int, ...], int], ...]
    outputs: tuple[tuple[str, int, int], ...]
    beside: tuple[str, ...]
    strange: tuple[str, ...]


def has_graph(folder: Path) -> bool:
    """Whether there is a graph of a known name."""
    return bool(graph_names(_names(folder)))


def has_precision(folder: Path, precision: str) -> bool:
    """Whether there is a graph in that precision: fp32, int8."""
    return precision in graph_names(_names(folder))


def check_onnx(folder: Path, precision: str = "auto") -> OnnxFacts:
    """Look at graph, layout and tokenizer. ``precision`` is full, int8, or auto for the best that
    is there. Raises ``ModelError`` that says what is wrong; nothing is loaded or run."""
    name, kept = _chosen(folder, precision)
    graph = folder / name
    found = _looked_at(graph)
    layout = read_layout(folder)
    _check_tokenizer(folder)
    _check_inputs(graph, found)
    output, pooling, dimension = _output(graph, found, layout)
    beside = tuple(_inside(folder, graph, place) for place in found.beside)
    shape = {one: sides for one, sides, _ in found.inputs}["input_ids"]
    return OnnxFacts(
        folder=folder,
        graph=graph,
        weights=(name, *beside),
        precision=kept,
        inputs=tuple(one for one, _, _ in found.inputs),
        output=output,
        pooling=pooling,
        dimension=dimension or layout.dimension,
        length=shape[1] if len(shape) == 2 else 0,
        together=shape[0] if len(shape) == 2 else 0,
        small_ids=_is_small(found),
        layout=layout,
    )


def _names(folder: Path) -> list[str]:
    found = (*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx"))
    return [path.relative_to(folder).as_posix() for path in found if path.is_file()]


def _chosen(folder: Path, precision: str) -> tuple[str, str]:
    """(graph, precision)."""
    known = graph_names(_names(folder))
    if not known:
        raise ModelError(
            "There is no graph in the folder that DocMind can run",
            detail="It should be called model.onnx, here or in the folder onnx.",
            hint=_EXPORT,
            path=folder,
        )
    wanted = {"full": ("fp32",), "int8": ("int8",)}.get(precision, ("fp32", "int8"))
    for one in wanted:
        if one in known:
            return known[one], one
    raise ModelError(
        f"The model is not there in the precision {precision}",
        detail=f"What is there: {', '.join(known.values())}.",
        hint="Set embedding.precision to auto, or get the other graph as well.",
        path=folder,
    )


def _looked_at(graph: Path) -> _Graph:
    try:
        state = graph.stat()
    except OSError as error:
        raise _unreadable(graph, f"{error.strerror}.") from None
    return _read(graph, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(graph: Path, changed: int, size: int) -> _Graph:
    """Reading takes a moment, and the answer is wanted each time a model is named."""
    import onnx

    try:
        model = onnx.load(str(graph), load_external_data=False)
    except Exception as error:  # noqa: BLE001 - protobuf's errors share no public base
        raise _unreadable(graph, f"{type(error).__name__}: {error}.") from None
    own = {function.domain for function in model.functions}
    weights = {tensor.name for tensor in model.graph.initializer}
    nodes = list(_nodes(model.graph))
    for function in model.functions:
        nodes.extend(function.node)
    return _Graph(
        inputs=tuple(
            (one.name, _sides(one), one.type.tensor_type.elem_type)
            for one in model.graph.input
            if one.name not in weights  # as graphs were written before IR version 4
        ),
        outputs=tuple((one.name, *_rank_and_width(one)) for one in model.graph.output),
        beside=tuple(sorted(set(_places(model, nodes)))),
        strange=tuple(sorted({node.domain for node in nodes} - {*_DOMAINS, *own})),
    )


def _nodes(graph: Any) -> Iterator[Any]:
    """The nodes of a graph and of the graphs inside it."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                yield from _nodes(inner)


def _places(model: Any, nodes: list[Any]) -> Iterator[str]:
    """Where weights lie that are not in the graph, as it names the files."""
    tensors = list(model.graph.initializer)
    for node in nodes:
        for attribute in node.attribute:
            tensors += [attribute.t, *attribute.tensors, *attribute.g.initializer]
            for inner in attribute.graphs:
                tensors += inner.initializer
    for tensor in tensors:
        for entry in tensor.external_data:
            if entry.key == "location":
                yield entry.value


def _sides(value: Any) -> tuple[int, ...]:
    return tuple(side.dim_value for side in value.type.tensor_type.shape.dim)


def _rank_and_width(value: Any) -> tuple[int, int]:
    if not value.type.tensor_type.HasField("shape"):
        return -1, 0
    sides = _sides(value)
    return len(sides), sides[-1] if sides else 0


def _inside(folder: Path, graph: Path, place: str) -> str:
    """The name in the folder of a file that a graph keeps its weights in."""
    parts = PurePosixPath(place.replace("\\", "/")).parts
    path = graph.parent / place
    leads_out = not place or place.startswith(("/", "\\")) or ".." in parts or ":" in place
    if leads_out or not _is_within(path, folder):
        raise ModelError(
            "The model names a file outside its folder",
            detail=f"Its graph keeps weights in {place!r}.",
            hint="Do not use it; get the model from where its makers publish it.",
            path=graph,
        )
    if not path.is_file():
        raise ModelError(
            "A file of the model is missing",
            detail=f"The graph keeps its weights in {place}.",
            hint=_EXPORT,
            path=path,
        )
    return path.relative_to(folder).as_posix()


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a file lies in the folder; in a cache of the hub all files are links to beside it."""
    within = folder.resolve()
    if within.parent.name == "snapshots" and within.parent.parent.name.startswith("models--"):
        within = within.parent.parent
    return path.resolve().is_relative_to(within)


def _check_tokenizer(folder: Path) -> None:
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(
            "The tokenizer of the model is missing",
            detail="There is no tokenizer.json; word lists in other forms are not enough.",
            hint="Copy it from where the model was published, into the folder itself.",
            path=folder,
        )


def _check_inputs(graph: Path, found: _Graph) -> None:
    names = [name for name, _, _ in found.inputs]
    strange = [name for name in names if name not in INPUTS]
    if "input_ids" not in names or strange:
        told = f"It wants {', '.join(strange)}."
        if "input_ids" not in names:
            told = f"It takes no input_ids; what it takes is {', '.join(names) or 'nothing'}."
        raise ModelError(
            "This graph takes something else than a text",
            detail=told,
            hint="Export it for feature extraction, or choose a model that takes texts alone.",
            path=graph,
        )
    if found.strange:
        raise ModelError(
            "The graph needs operators that onnxruntime does not have",
            detail=f"They are of {', '.join(found.strange)}. DocMind loads no library for them.",
            hint="Export the model again with standard operators.",
            path=graph,
        )


def _is_small(found: _Graph) -> bool:
    import onnx

    kinds = {name: kind for name, _, kind in found.inputs}
    return bool(kinds["input_ids"] == onnx.TensorProto.INT32)


def _output(graph: Path, found: _Graph, layout: SentenceLayout) -> tuple[str, str, int]:
    """(output, pooling, width): one vector for a text where the graph gives it, else those of its
    tokens, which the folder says how to pool."""
    ranks = {name: (rank, width) for name, rank, width in found.outputs}
    named = next((name for name in _OF_TEXT[:-2] if name in ranks), "")
    if named:
        return named, IN_GRAPH, _width(graph, named, ranks[named], 2)
    of_tokens = next((name for name in _OF_TOKENS if name in ranks), "")
    if of_tokens:
        width = _width(graph, of_tokens, ranks[of_tokens], 3)
        return of_tokens, _told_pooling(graph, layout), width
    if "logits" in ranks:
        raise ModelError(
            "This graph gives scores and no vectors",
            detail="It puts texts in order or into classes.",
            hint="A model that puts results in order is named in search.reranker.",
            path=graph,
        )
    if len(ranks) == 1:
        ((only, told),) = ranks.items()
        if told[0] == 3:
            return only, _told_pooling(graph, layout), told[1]
        return only, IN_GRAPH, _width(graph, only, told, 2)
    raise ModelError(
        "It is not known which output of this graph is the vector of a text",
        detail=f"It gives {', '.join(ranks) or 'nothing'}.",
        hint="Export it so that the output is called sentence_embedding or last_hidden_state.",
        path=graph,
    )


def _width(graph: Path, name: str, told: tuple[int, int], rank: int) -> int:
    if told[0] not in (rank, -1):
        raise ModelError(
            "An output of the graph has another form than its name says",
            detail=f"{name} has {told[0]} dimensions instead of {rank}.",
            hint=_EXPORT,
            path=graph,
        )
    return told[1]


def _told_pooling(graph: Path, layout: SentenceLayout) -> str:
    """cls, mean or last_token."""
    if not layout.pooling:
        raise ModelError(
            "It is not told how this model makes one vector of a text",
            detail="The graph gives a vector for each token, and nothing in the folder says whether"
            " the first, the last or their mean stands for the text.",
            hint=STATE_POOLING,
            path=graph,
        )
    if layout.pooling not in _POOLINGS or not layout.over_prompt or layout.further_steps:
        what = layout.pooling if layout.pooling not in _POOLINGS else ""
        if not what and layout.further_steps:
            what = ", ".join(layout.further_steps)
        raise ModelError(
            "This model needs a step that is not in its graph",
            detail=f"Its folder asks for {what or 'a mean without the instruction'} behind the "
            "vectors of the tokens.",
            hint="Export it with sentence-transformers, so that the graph has an output called "
            "sentence_embedding.",
            path=graph,
        )
    return layout.pooling


def _unreadable(graph: Path, detail: str) -> ModelError:
    return ModelError("The graph cannot be read", detail=detail, hint=_EXPORT, path=graph)
