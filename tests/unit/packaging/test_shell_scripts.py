"""The scripts for shells that come with the packages or make them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = sorted(
    path
    for path in (*(ROOT / "packaging").rglob("*"), ROOT / ".ci" / "run")
    if path.is_file() and path.read_bytes()[:32].startswith((b"#!/bin/sh", b"#!/usr/bin/env bash"))
)


def test_every_recipe_has_its_scripts_among_them() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in SCRIPTS}
    assert {
        "packaging/appimage/AppRun",
        "packaging/macos/finish.sh",
        "packaging/windows/try_setup.sh",
    } <= found


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing_in_them() -> None:
    told = subprocess.run(
        ["shellcheck", *map(str, SCRIPTS)], capture_output=True, text=True, check=False
    )
    assert told.stdout == ""
    assert told.returncode == 0
