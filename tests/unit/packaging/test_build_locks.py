"""The locks say what a build takes, by name, version and digest."""

from __future__ import annotations

import pytest
from building import locks

GOOD = """# a lock
anyio==4.16.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
"""


def test_the_locks_are_whole() -> None:
    libraries, files_only = locks.base_requirements()
    base = locks.BASE.read_text(encoding="utf-8")
    tools = locks.TOOLS.read_text(encoding="utf-8")
    assert locks.faults(base, libraries + files_only) == []
    sources = locks.SOURCES.read_text(encoding="utf-8")
    rules = locks.project()["tool"]["docmind"]["packaging"]
    assert locks.faults(tools, rules["tools"]) == []
    assert locks.faults(sources, rules["tools-from-source"]) == []
    assert locks.pins(base).keys().isdisjoint(locks.pins(tools))


def test_the_base_is_free_of_torch() -> None:
    pinned = locks.pins(locks.BASE.read_text(encoding="utf-8"))
    assert "onnxruntime" in pinned
    assert "pyside6-essentials" in pinned
    unwanted = {"torch", "transformers", "flagembedding", "qdrant-client", "pyside6"}
    assert pinned.keys().isdisjoint(unwanted | {"sentence-transformers", "huggingface-hub"})


def test_what_the_rules_name_is_really_a_dependency() -> None:
    stated = locks.project()
    rules = stated["tool"]["docmind"]["packaging"]
    names = {locks._name_of(line) for line in stated["project"]["dependencies"]}
    named = {*rules["base-instead"], *rules["base-without"], *rules["base-files-only"]}
    assert named <= names


def test_pins_are_read_with_and_without_a_condition() -> None:
    assert locks.pins(GOOD) == {"anyio": "4.16.0", "jeepney": "0.9.0"}
    assert locks.faults(GOOD, ["anyio>=4", "Jeepney; sys_platform == 'linux'"]) == []


@pytest.mark.parametrize(
    ("lock", "requirements", "fault"),
    [
        (GOOD + "--index-url https://registry.example/simple\n", [], "an address"),
        ("one @ https://registry.example/one.whl\n", [], "an address"),
        ("anyio==4.16.0\njeepney==0.9.0 \\\n    --hash=sha256:cc\n", [], "without a digest: anyio"),
        (GOOD, ["httpx>=1"], "not in it: httpx"),
    ],
)
def test_a_lock_that_names_an_address_or_lacks_something_is_told(lock, requirements, fault) -> None:
    (told,) = locks.faults(lock, requirements)
    assert told.startswith(fault)


def test_versions_for_a_later_python_are_left_out(tmp_path) -> None:
    later = "numpy==2.5.5 ; python_full_version >= '3.12' \\\n    --hash=sha256:dd\n"
    fake = tmp_path / "uv"
    fake.write_text(f"#!/bin/sh\ncat >/dev/null\ncat <<'END'\n{GOOD}{later}END\n")
    fake.chmod(0o755)
    assert locks.pins(locks.resolved(fake, ["anyio"])) == {"anyio": "4.16.0", "jeepney": "0.9.0"}
