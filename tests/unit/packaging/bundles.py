"""Folders that look like a frozen program, for the tests of what is made of one."""

from __future__ import annotations

from pathlib import Path

from building.shipped import Bundle

_PROGRAM = """#!/bin/sh
[ "$1 $2" = "demo --no-window" ] || { echo "docmind 9"; exit 0; }
[ ! -f "$(dirname "$0")/broken" ] || { echo "a library is missing" >&2; exit 1; }
case "$DOCMIND_LIBRARY$DOCMIND_MODELS_DIR" in *"$HOME/.local/share/docmind"*) exit 1 ;; esac
mkdir -p "$DOCMIND_LIBRARY" && echo answered
"""


def small_bundle(folder: Path) -> Bundle:
    """A program that is a script, two libraries with their papers, one of the system, a model."""
    root = folder / "docmind"
    internal = root / "_internal"
    internal.mkdir(parents=True)
    (root / "docmind").write_text(_PROGRAM, encoding="utf-8")
    (root / "docmind").chmod(0o755)
    add_library(internal, "Some_Words", "1.2", "MIT", text="Copyright of some words")
    add_library(internal, "fast.vectors", "3.0", "Apache-2.0")
    add_library(internal, "docmind", "9", "Apache-2.0", text="ours")
    (internal / "fast").mkdir()
    (internal / "fast" / "vectors.abi3.so").write_bytes(b"\x7fELF GLIBC_2.17\x00GLIBC_2.9\x00")
    (internal / "fast_vectors.libs").mkdir()
    (internal / "fast_vectors.libs" / "libblas-0a1b.so.3").write_bytes(b"\x7fELF")
    (internal / "libforeign.so.7").write_bytes(b"\x7fELF GLIBC_2.28\x00")
    (internal / "model").mkdir()
    (internal / "model" / "model.safetensors").write_bytes(b"weights")
    return Bundle(root)


def add_library(internal: Path, name: str, version: str, licence: str, text: str = "") -> None:
    """The papers of a library of Python, with the text of its licence where ``text`` is given."""
    called = name.replace(".", "_")
    papers = internal / f"{called}-{version}.dist-info"
    papers.mkdir()
    head = (
        f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: {licence}\n"
    )
    (papers / "METADATA").write_text(head, encoding="utf-8")
    record = [f"{papers.name}/METADATA,,", f"{name.replace('.', '/')}.abi3.so,,"]
    if text:
        (papers / "licenses").mkdir()
        (papers / "licenses" / "LICENSE").write_text(text, encoding="utf-8")
        record.append(f"{papers.name}/licenses/LICENSE,,")
    (papers / "RECORD").write_text("\n".join(record) + "\n", encoding="utf-8")
