"""The house rules that no linter knows: sizes, cycles, machine paths, and papers that stay true."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import docmind
from docmind.core.doctor import QT_LIBRARIES, X11_LIBRARIES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "docmind").rglob("*.py"))
FORBIDDEN_WORDS = (
    "manager",
    "handler",
    "helper",
    "helpers",
    "util",
    "utils",
    "data",
    "info",
    "processor",
    "service",
)

# Where packages come from is the business of the machine they are installed on: no file names a
# registry, whoever runs it. Written apart, so that this file names none either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        *(("pypi", "org"), ("pythonhosted", "org"), ("pytorch", "org"), ("pypi", "nvidia", "com")),
        *(("anaconda", "org"), ("anaconda", "com"), ("conda-forge", "org"), ("npmjs", "org")),
        *(("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("launchpad", "net")),
        *(("crates", "io"), ("golang", "org"), ("rubygems", "org"), ("maven", "org")),
        *(
            ("flathub", "org"),
            ("snapcraft", "io"),
            ("ghcr", "io"),
            ("docker", "io"),
            ("quay", "io"),
        ),
        *(("githubusercontent", "com"), ("sourceforge", "net"), ("tsinghua", "edu", "cn")),
    )
)

sys.path.insert(0, str(ROOT / "packaging"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> list[tuple[str, int]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _papers() -> list[Path]:
    return [*ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / ".ci" / "run"]


def test_modules_are_below_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) >= 400
    }
    assert long == {}


def test_functions_are_short() -> None:
    lengths = dict(entry for path in SOURCES for entry in _functions(path))
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}
    assert statistics.median(lengths.values()) <= 10


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(_tree(path))
    ]
    assert silent == []


def test_names_say_what_a_thing_is() -> None:
    bad = re.compile(rf"(^|_)({'|'.join(FORBIDDEN_WORDS)})(_|$)")
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in [path.stem, *_class_names(path)]
        if bad.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
    ]
    assert found == []


def _class_names(path: Path) -> list[str]:
    return [node.name for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef)]


def _imports(path: Path, modules: set[str]) -> set[str]:
    """Modules of this program that ``path`` imports when it is itself imported."""
    found: set[str] = set()
    pending: list[ast.AST] = list(_tree(path).body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue  # later, when it runs
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            inner = names & modules
            found |= inner or {node.module}
        pending.extend(ast.iter_child_nodes(node))
    return found & modules


def test_there_is_no_import_cycle() -> None:
    modules = {_module_name(path) for path in SOURCES}
    graph = {_module_name(path): _imports(path, modules) - {_module_name(path)} for path in SOURCES}
    while graph:
        leaves = {name for name, imports in graph.items() if not imports}
        assert leaves, f"these import each other in a circle: {sorted(graph)}"
        graph = {name: imports - leaves for name, imports in graph.items() if name not in leaves}


def test_nothing_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.])/(work|root|mnt)/|[A-Z]:\\+Users")
    found = []
    for path in _kept_files():
        if path.suffix not in {".py", ".md", ".toml", ".svg", ".txt", ""}:
            continue
        if path == Path(__file__).resolve():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {one.group()}" for one in place.finditer(text)]
    assert found == []


def test_nothing_names_a_package_registry() -> None:
    found = {
        str(path.relative_to(ROOT)): named
        for path in _kept_files()
        if (named := _registries_in(path))
    }
    assert found == {}


def _registries_in(path: Path) -> list[str]:
    content = path.read_bytes().lower()
    return [host for host in REGISTRIES if host.encode() in content]


def _kept_files() -> list[Path]:
    """Every file that is in git or would be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: the list of files is not known")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_the_version_has_one_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", docmind.__version__)
    version_line = f'__version__ = "{docmind.__version__}"'
    holders = [path for path in SOURCES if version_line in path.read_text(encoding="utf-8")]
    assert holders == [ROOT / "docmind" / "__init__.py"]


def test_readme_has_the_table_of_the_declared_settings() -> None:
    import settings_table

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert settings_table.with_table(readme) == readme, "run: python packaging/settings_table.py"
    assert "`DOCMIND_EMBEDDING__BATCH_SIZE_GPU`" in settings_table.rendered()


def test_readme_has_the_two_commands_each_on_a_line() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    start = "python3 -m venv .venv && .venv/bin/pip install"
    assert lines.count(f"{start} . && .venv/bin/docmind demo") == 1
    assert lines.count(f"{start} -e '.[test]' && .venv/bin/pytest -n logical") == 1
    assert sum(line.startswith(start) for line in lines) == 2


def test_readme_names_every_system_library_the_doctor_looks_for() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("sudo apt-get install -y ")]
    named = set(line.split()[4:])
    assert set(QT_LIBRARIES.values()) | set(X11_LIBRARIES.values()) <= named


def test_what_the_papers_link_to_is_there() -> None:
    link = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
    missing = [
        f"{paper.name}: {target}"
        for paper in _papers()
        for target in link.findall(paper.read_text(encoding="utf-8"))
        if not (ROOT / target).exists()
    ]
    assert missing == []


def test_architecture_has_a_heading_for_every_folder_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {Path(match) for match in re.findall(r"^## `(docmind/[\w/]+)/`", text, re.MULTILINE)}
    rooms = {
        path.parent.relative_to(ROOT)
        for path in SOURCES
        if path.name == "__init__.py" and path.parent.parent.name in {"docmind", "core"}
    }
    assert named == rooms


def test_architecture_names_only_modules_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    known = {path.name for path in (*SOURCES, *(ROOT / "packaging").rglob("*.py"))}
    assert set(re.findall(r"`(\w+\.py)`", text)) - known == set()


def test_every_resource_but_the_screenshots_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    there = {f"resources/{one.name}" for one in (ROOT / "resources").iterdir()}
    assert set(wheel) == there - {"resources/screenshots"}
    assert all(inside == f"docmind/{place}" for place, inside in wheel.items())
