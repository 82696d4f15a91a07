"""Which versions the models runtime is made of, for each variant."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from building import locks

VARIANTS = ("cpu", "cuda")
_PLAIN_HERE = "sys_platform == 'linux' and platform_machine == 'x86_64'"
_PLAIN_ELSEWHERE = "sys_platform != 'linux' or platform_machine != 'x86_64'"


def lock_of(variant: str) -> Path:
    """Where the versions of one variant are pinned."""
    return locks.LOCKS / f"runtime-{variant}.txt"


def requirements(variant: str) -> list[str]:
    """What one variant is made of, before versions are chosen."""
    stated = locks.project()
    rules = stated["tool"]["docmind"]["packaging"]
    wanted = [name.lower() for name in rules["runtime"]]
    chosen = [
        line
        for line in stated["project"]["dependencies"]
        if re.split(r"[<>=!;~ ]", line)[0].lower() in wanted
    ]
    return [*chosen, *rules[f"runtime-{variant}"]]


def write_lock(variant: str) -> Path:
    """Choose the versions of one variant anew. Raises ``subprocess.CalledProcessError``."""
    rules = locks.project()["tool"]["docmind"]["packaging"]
    without = [*rules["runtime-unneeded"], *rules.get(f"runtime-{variant}-unneeded", ())]
    with tempfile.TemporaryDirectory() as folder:
        unneeded = Path(folder) / "unneeded.txt"
        unneeded.write_text("\n".join(without), encoding="utf-8")
        uv = locks.uv_in(Path(folder) / "uv")
        pinned = locks.resolved(uv, requirements(variant), "--excludes", str(unneeded))
        if variant == "cpu":
            pinned = _with_plain_wheel(pinned, Path(folder))
    locks.write_pins(lock_of(variant), f"the models runtime, {variant}", pinned)
    return lock_of(variant)


def _with_plain_wheel(pinned: str, folder: Path) -> str:
    """The pins with the PyTorch for the processor that pip takes here. Registries that list it
    call it ``+cpu``; the wheel of the same version without that is for CUDA on this system."""
    torch = next(line for line in requirements("cpu") if line.startswith("torch=="))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder)]
    subprocess.run([*command, torch], check=True)
    wheel = next(folder.glob("torch-*.whl"))
    if "+cpu" not in wheel.name:
        raise ValueError(f"pip took {wheel.name}; its settings must lead to one marked +cpu.")
    with wheel.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    here = f"{torch}+cpu ; {_PLAIN_HERE} \\\n    --hash=sha256:{digest}\n"
    return pinned.replace(f"{torch} \\\n", f"{here}{torch} ; {_PLAIN_ELSEWHERE} \\\n", 1)
