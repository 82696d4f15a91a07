"""What the program is made of, as a CycloneDX document.

The libraries are told by ``cyclonedx-py`` (the package cyclonedx-bom), which is shown nothing but
the program's own folder. Added are what it cannot know of: Python, the bootloader, Qt, libraries of
the system, weights of models, and what was compiled into a library as its own document says.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from building import names
from building.shipped import Bundle, files_of, plain, sha256

SPECIFICATION = "1.6"
_KEPT = ("type", "group", "name", "version", "purl")
Component = dict[str, Any]


def write(bundle: Bundle, file: Path) -> None:
    """Write the document of ``bundle`` to ``file``.

    Raises ``ValueError`` when it names other libraries than lie in the folder, or would not be a
    valid document.
    """
    document = _libraries(bundle)
    told = {(plain(one["name"]), one["version"]) for one in document["components"]}
    there = {(plain(one.metadata["Name"]), one.version) for one in bundle.libraries}
    if told != there:
        raise ValueError(f"The document and the folder differ in {sorted(told ^ there)}")
    document["metadata"]["component"] = _program()
    for component in document["components"]:
        inside = _compiled_in(bundle, component)
        if inside:
            component["components"] = inside
    document["components"] += [*_interpreter(), *_qt(bundle), *_system(bundle), *_models(bundle)]
    document["components"].sort(key=lambda one: (one["type"], one["name"].lower(), one["bom-ref"]))
    document["dependencies"] = _dependencies(bundle, document)
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    _check(text)
    file.write_text(text, encoding="utf-8")


def _libraries(bundle: Bundle) -> dict[str, Any]:
    """What ``cyclonedx-py`` finds in the folder, and nowhere else."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sbom.json"
        # -I keeps our own libraries those of this tool; the search it starts sees the folder only
        command = [sys.executable, "-I", "-m", "cyclonedx_py", "environment", "-S"]
        command += ["--output-reproducible", "--sv", SPECIFICATION, "-o", str(made), sys.executable]
        where = {**os.environ, "PYTHONPATH": str(bundle.internal)}
        done = subprocess.run(command, env=where, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ValueError(f"cyclonedx-py failed: {done.stderr.strip()}")
        document: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    document["components"] = [
        one for one in document.get("components", ()) if plain(one["name"]) != "docmind"
    ]
    return document


def _program() -> Component:
    return {
        "type": "application",
        "bom-ref": "docmind",
        "name": "docmind",
        "version": names.version(),
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _compiled_in(bundle: Bundle, component: Component) -> list[Component]:
    """What is inside a library by the documents it brings (PEP 770), without their details."""
    found: dict[tuple[str, str], Component] = {}
    library = next(
        one for one in bundle.libraries if plain(one.metadata["Name"]) == plain(component["name"])
    )
    for name in files_of(library):
        file = Path(str(library.locate_file(name)))
        if ".dist-info/sboms/" not in name or file.suffix != ".json" or not file.is_file():
            continue
        brought = json.loads(file.read_text(encoding="utf-8"))
        for one in brought.get("components", ()):
            key = (one["name"], one.get("version", ""))
            kept = {field: one[field] for field in _KEPT if one.get(field)}
            found.setdefault(key, {**kept, "bom-ref": f"{component['bom-ref']}/{'@'.join(key)}"})
    return [found[key] for key in sorted(found)]


def _interpreter() -> list[Component]:
    version = platform.python_version()
    python = {
        "type": "framework",
        "bom-ref": f"python@{version}",
        "name": "python",
        "version": version,
        "licenses": [{"license": {"id": "Python-2.0"}}],
        "cpe": f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*",
    }
    parts: list[Component] = [python]
    with suppress(metadata.PackageNotFoundError):
        bootloader = metadata.version("pyinstaller")
        parts.append(
            {
                "type": "library",
                "bom-ref": f"pyinstaller-bootloader@{bootloader}",
                "name": "pyinstaller-bootloader",
                "version": bootloader,
                "purl": f"pkg:pypi/pyinstaller@{bootloader}",
                "licenses": [{"expression": "GPL-2.0-or-later WITH Bootloader-exception"}],
            }
        )
    return parts


def _qt(bundle: Bundle) -> list[Component]:
    """Qt itself, which lies in the library that joins it to Python and has its version."""
    for library in bundle.libraries:
        if plain(library.metadata["Name"]) == "pyside6-essentials":
            return [
                {
                    "type": "framework",
                    "bom-ref": f"qt@{library.version}",
                    "name": "qt",
                    "version": library.version,
                    "licenses": [{"license": {"id": "LGPL-3.0-only"}}],
                    "cpe": f"cpe:2.3:a:qt:qt:{library.version}:*:*:*:*:*:*:*",
                }
            ]
    return []


def _system(bundle: Bundle) -> list[Component]:
    """Packages of the system that a library was taken from; files of no package by themselves."""
    components: dict[str, Component] = {}
    for one in bundle.system_libraries:
        name = one.package or one.path.name
        component = components.setdefault(
            name, {"type": "library", "bom-ref": f"system/{name}", "name": name, "components": []}
        )
        if one.package:
            purl = f"pkg:deb/debian/{name}@{one.version.replace('+', '%2B')}"
            component |= {"version": one.version, "purl": purl}
            components[name] = component
        component["components"].append(_file(bundle, one.path, "file"))
    return list(components.values())


def _models(bundle: Bundle) -> list[Component]:
    return [_file(bundle, path, "machine-learning-model") for path in bundle.models]


def _file(bundle: Bundle, path: Path, kind: str) -> Component:
    digest = sha256(bundle.internal / path)
    return {
        "type": kind,
        "bom-ref": path.as_posix(),
        "name": path.as_posix(),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _dependencies(bundle: Bundle, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The tool's own ones, and what DocMind stands on: everything that nothing else asked for."""
    known = [one for one in document.get("dependencies", ()) if one["ref"] in _refs(document)]
    asked = {ref for one in known for ref in one.get("dependsOn", ())}
    tops = [one["bom-ref"] for one in document["components"] if one["bom-ref"] not in asked]
    return [{"ref": "docmind", "dependsOn": sorted(tops)}, *known]


def _refs(document: dict[str, Any]) -> set[str]:
    return {one["bom-ref"] for one in document["components"]}


def _check(text: str) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION)).validate_str(text)
    if fault is not None:
        raise ValueError(f"The document is not valid: {fault}")
