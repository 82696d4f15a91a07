"""Find every text that is translated: those of the window, and the sentences of the core.

The window marks its texts: ``tr("...")``, ``counted(n, "one", "many")``, ``forms("one", "many")``.
The core is English and knows no face. What it says is recognised here by its look, with each value
in it as ``{0}``, ``{1}``; the window finds a sentence again by that pattern (``widgets/told.py``).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WINDOW = "DocMind"
CORE = "DocMind core"
# Rooms whose sentences come up in the window. What only commands say stays English.
ROOMS = (
    *("catalog", "discover", "extract", "index", "recognise", "remote", "search", "servers"),
    *("rerank", "store"),
    *(f"upgrade/{name}.py" for name in ("backups", "estimate", "forms", "notes", "upgrading")),
    "upgrade/going_back.py",
    *(f"models/{name}.py" for name in ("connection", "download", "hub", "sources", "staging")),
    *("addresses.py", "updates.py", "models/small_document.py"),
    *(f"runtimes/{name}.py" for name in ("catalogue", "choice", "manifest", "pack", "store")),
    *(f"embed/{name}.py" for name in ("base", "bge_m3", "calls", "clip", "devices", "process")),
    *(
        f"{name}.py"
        for name in ("doctor", "engine", "erasing", "files", "jobs", "settings", "settings_file")
    ),
    *(f"embed/{name}.py" for name in ("ollama", "openai", "starter")),
    *("models/matryoshka.py", "models/store.py"),
)
EXPLANATIONS = ("search/sentences.py", "search/baselines.py")  # of a command only
# Calls whose words no person reads in the window.
UNSEEN = frozenset(
    (
        *("debug", "info", "warning", "error", "exception", "compile", "execute", "executemany"),
        *("match", "search", "sub", "ValueError", "RuntimeError", "TypeError", "KeyError"),
        *("OSError", "AssertionError", "NotImplementedError"),
    )
)
# Titles of jobs: too short to be told from other words by their look.
TITLES = frozenset(("Reading {0}", "Removing {0}", "Downloading {0}", "Checking {0}"))
# Names and samples that only look like sentences.
NOT_SAID = frozenset(
    (
        "Creation Time", "Current User", "MPS backend out of memory", "No space left",
        "And with this.", "It is tried with this text.", "The text by which a server is tried",
        "Given a web search query, retrieve relevant passages that answer the query",
        "Represent this sentence for searching relevant passages: {text}",
        "Bread is made of flour, water and salt.", "What does the fox do?",
        "OS file watch limit reached.", "PowerPoint Document", "PowerPoint Presentation",
        "Request({0}, page {1})",
        "The quick brown fox jumps over the lazy dog.", "Too many open files",
        "Verbatim alltt lstlisting minted verbatim verbatim*",
    )
)  # fmt: skip
COMMANDS = frozenset(("pip", "sudo", "chmod", "docmind", "fonts"))
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|WHERE|VALUES|NOT|BY|AND)\b")
_STARTS = re.compile(r"[A-Z\d]|int8 |\{\d\}[ :,]")
_WORD = re.compile(r"[A-Za-z]{2,}")


class Text(NamedTuple):
    """One text to translate. ``one`` is its singular where it has a {count}."""

    context: str
    source: str
    one: str | None = None


class Found(NamedTuple):
    """All texts with the files they stand in, and what is wrong with how they are marked."""

    texts: dict[Text, tuple[str, ...]]
    faults: tuple[str, ...]


def find() -> Found:
    """Every text of the window and of the core, by file and place."""
    places: dict[Text, list[str]] = {}
    faults: list[str] = []
    for path in sorted((ROOT / "docmind" / "ui").rglob("*.py")):
        _collect(path, _window_texts(path, faults), places)
    for path in _core_files():
        _collect(path, _core_sentences(path), places)
    for path in sorted((ROOT / "resources" / "models").glob("*.json")):
        _collect(path, _card_texts(path), places)
    return Found({text: tuple(dict.fromkeys(at)) for text, at in places.items()}, tuple(faults))


def _collect(path: Path, texts: Iterator[Text], places: dict[Text, list[str]]) -> None:
    for text in texts:
        places.setdefault(text, []).append(path.relative_to(ROOT).as_posix())


# ---- the window ------------------------------------------------------------------------------


def _window_texts(path: Path, faults: list[str]) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    early = set(_run_on_import(tree))
    for call in _calls(tree):
        name = _name(call)
        if name not in ("tr", "counted", "forms"):
            continue
        where = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
        if name == "tr" and call in early:
            faults.append(f"{where}: runs before the language is known")
        given = [_literal(argument) for argument in call.args[1 if name == "counted" else 0 :]]
        starred = any(isinstance(argument, ast.Starred) for argument in call.args)
        if starred and name == "counted":
            continue  # its forms are marked where they are written
        if len(given) != (1 if name == "tr" else 2) or None in given:
            faults.append(f"{where}: {name} wants literal texts, {ast.unparse(call)[:60]}")
        elif name == "tr":
            yield Text(WINDOW, str(given[0]))
        else:
            yield Text(WINDOW, str(given[1]), str(given[0]))


def _run_on_import(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls outside every function: they run when the module is imported."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _calls(tree: ast.AST) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# ---- the core --------------------------------------------------------------------------------


def _core_files() -> Iterator[Path]:
    core = ROOT / "docmind" / "core"
    for room in ROOMS:
        place = core / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            if path.relative_to(core).as_posix() not in EXPLANATIONS:
                yield path


def _core_sentences(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen, constants = set(_unseen(tree)), dict(_constants(tree))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        pattern = _pattern(node, constants)
        if pattern is None or node in unseen:
            continue
        if is_sentence(pattern) or (path.name == "doctor.py" and is_finding(pattern)):
            yield Text(CORE, pattern)


def _unseen(tree: ast.Module) -> Iterator[ast.AST]:
    """Nodes whose words are documentation, or of calls that no person sees the words of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from (inner for inner in ast.walk(node) if inner is not node)
        elif isinstance(node, ast.Call) and _name(node) in UNSEEN:
            yield from ast.walk(node)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Texts that the module names at its top: a sentence may be put together from them."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = _literal(node.value)
            if value is not None:
                yield node.targets[0].id, value


def _pattern(node: ast.AST, constants: Mapping[str, str]) -> str | None:
    """A literal as it is, an f-string with its values numbered."""
    if not isinstance(node, ast.JoinedStr):
        return _literal(node)
    parts, count = [], 0
    for part in node.values:
        literal = _literal(part)
        if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
            literal = constants.get(part.value.id)
        parts.append(f"{{{count}}}" if literal is None else literal)
        count += literal is None
    return "".join(parts)


def is_sentence(pattern: str) -> bool:
    """Whether it reads like something said to a person, and says enough to be known again."""
    code = re.search(r"[\n\\|]", pattern) or _SQL.search(pattern)
    if code or pattern in NOT_SAID or not _STARTS.match(pattern):
        return False
    if pattern in TITLES:
        return True
    plain = re.sub(r"\{\d\}", "", pattern)
    return len(_WORD.findall(plain)) >= 2 and " " in plain.strip() and len(plain) >= 10


def is_finding(pattern: str) -> bool:
    """Whether it reads like what the doctor found: half a sentence, no command, no name."""
    words = _WORD.findall(re.sub(r"\{\d\}", "", pattern))
    return len(words) >= 3 and pattern.count(" ") >= 2 and words[0] not in COMMANDS


def _card_texts(path: Path) -> Iterator[Text]:
    import json

    card = json.loads(path.read_text(encoding="utf-8"))
    for name in ("title", "summary"):
        if is_sentence(card.get(name, "")):
            yield Text(CORE, card[name])
