"""Tiny models runtimes, whole and spoilt in every way."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from docmind.core.runtimes.manifest import MANIFEST, this_platform, this_python

FILES = {
    "site-packages/tinytorch/__init__.py": b"NAME = 'tiny'\n",
    "site-packages/tinytorch/kernels.bin": bytes(range(256)) * 40,
    "site-packages/tinytorch-1.0.dist-info/METADATA": b"Name: tinytorch\nVersion: 1.0\n",
}


def manifest_of(files: Mapping[str, bytes], **changed: Any) -> dict[str, Any]:
    """A manifest of these files that fits here, with what is changed in it."""
    return {
        "format": 1,
        "variant": "cpu",
        "version": "0.1.0",
        "python": this_python(),
        "platform": this_platform(),
        "packages": {"tinytorch": "1.0"},
        "files": {
            name: [hashlib.sha256(content).hexdigest(), len(content)]
            for name, content in files.items()
        },
        **changed,
    }


def make_pack(
    path: Path,
    files: Mapping[str, bytes] = FILES,
    manifest: bytes | None = None,
    members: Mapping[str | zipfile.ZipInfo, bytes] | None = None,
    **changed: Any,
) -> Path:
    """A pack of ``files``. ``manifest`` replaces what it says of itself, ``members`` what really
    is in it, and further arguments fields of the manifest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stated = msgspec.json.encode(manifest_of(files, **changed)) if manifest is None else manifest
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(MANIFEST, stated)
        for name, content in (files if members is None else members).items():
            pack.writestr(name, content)
    return path
