"""Larger models without any network: brought, used, searched with; only a download needs one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.clip_folder import safetensors_folder
from PIL import Image

pytestmark = pytest.mark.e2e

WATCHER = Path(__file__).parent / "no_inet"


@pytest.fixture
def run(tmp_path):
    """A command, with every attempt at an internet socket refused and noted."""
    log = tmp_path / "sockets"

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "docmind", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            env={
                **os.environ,
                "PYTHONPATH": str(WATCHER),
                "NO_INET_LOG": str(log),
                "HF_HUB_CACHE": str(tmp_path / "hub"),
                "DOCMIND_PICTURES__MODEL_NAME": "small-clip",
            },
            timeout=150,
            check=False,
        )

    yield command


def refused(tmp_path: Path) -> list[str]:
    return [line for line in (tmp_path / "sockets").read_text().splitlines() if "refused" in line]


def found(done: subprocess.CompletedProcess[str]) -> dict:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def test_everything_but_a_download_works_without_a_network(tmp_path, run):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "lease.txt").write_text("The tenant gives notice three months before the end.")
    Image.new("RGB", (300, 200), "navy").save(papers / "sea.png")
    write_folder(tmp_path / "m3")
    safetensors_folder(tmp_path / "clip")
    found(run("index", str(papers), "--json"))
    assert run("models", "import", str(tmp_path / "m3"), "--name", "small-m3").returncode == 0
    assert run("models", "import", str(tmp_path / "clip"), "--name", "small-clip").returncode == 0
    states = {one["id"]: one["state"] for one in found(run("models", "verify", "--json"))}
    assert states == {"small-m3": "installed", "small-clip": "installed"}
    estimate = found(run("models", "use", "small-m3", "--estimate", "--json"))
    assert (estimate["files"], estimate["device"]) == (2, "cpu")
    assert found(run("models", "use", "small-m3", "--yes", "--json"))["updated"] == 2
    assert found(run("look", "--json"))["pictures"] == 1
    answer = found(run("search", "notice of the tenant", "--json"))
    assert {"dense", "learned", "words"} <= set(answer["plan"]["legs"])
    assert Path(answer["hits"][0]["path"]).name == "lease.txt"
    answer = found(run("search", "the blue sea", "--mode", "images", "--json"))
    assert [Path(hit["path"]).name for hit in answer["hits"]] == ["sea.png"]
    assert answer["hits"][0]["why"][0]["label"] == "image"
    pack = tmp_path / "m3.docmind-models"
    assert run("models", "export", "small-m3", str(pack)).returncode == 0
    assert run("models", "try", "small-m3").returncode == 0
    assert found(run("models", "forget", "--yes", "--json"))["bytes"] > 0
    status = found(run("status", "--json"))
    assert (status["model"], status["model_missing"]) == ("small-m3", "")
    assert refused(tmp_path) == []


def test_a_download_without_a_network_says_what_to_do(tmp_path, run):
    done = run("models", "download", "bge-m3", "--yes")
    assert done.returncode == 1
    assert refused(tmp_path)
    assert "docmind models import" in done.stderr or "network" in done.stderr
