"""A model worker in a models runtime: takes its packages, goes on without it when it must."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.runtime_packs import make_pack

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.frames import Place
from docmind.core.embed.process import ModelWorker
from docmind.core.runtimes.choice import installed
from docmind.core.runtimes.store import RuntimeStore

TEXTS = ["wings in the report", "soup and bread"]
_TORCH = {"site-packages/torch/__init__.py": b"__version__ = '0'\n"}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = write_folder(tmp_path_factory.mktemp("model") / "bge-m3", safetensors=True)
    return folder


@pytest.fixture
def bring(tmp_path: Path) -> Callable[[str], RuntimeStore]:
    """Installs a runtime whose FlagEmbedding is this code."""

    def install(code: str) -> RuntimeStore:
        files = {**_TORCH, "site-packages/FlagEmbedding/__init__.py": code.encode()}
        store = RuntimeStore()
        store.import_from(make_pack(tmp_path / "one.docmind-runtime", files))
        return store

    return install


@pytest.fixture
def worker(model: Path, tmp_path: Path, moves: list[Place]) -> Callable[[], ModelWorker]:
    made: list[ModelWorker] = []

    def start() -> ModelWorker:
        options = LoadOptions(model, threads=1, on_processor="torch")
        made.append(ModelWorker("bge-m3", options, tmp_path / "model.log", on_move=moves.append))
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def moves() -> list[Place]:
    return []


def test_a_worker_takes_its_packages_from_the_runtime(
    bring: Callable[[str], RuntimeStore], worker: Callable[[], ModelWorker], tmp_path: Path
) -> None:
    bring("raise ImportError('this is the one of the runtime')")
    started = worker()
    assert len(started.embed_passages(TEXTS).dense) == 2, "the processor does it without"
    assert started.place == Place(
        "cpu",
        "FlagEmbedding does not start (ImportError: this is the one of the runtime), so the model"
        " runs on the processor without it.",
        True,
    )
    assert started.identity.runtime.startswith("onnxruntime")
    assert "this is the one of the runtime" in (tmp_path / "model.log").read_text()


def test_a_runtime_that_crashes_is_left_and_said_so(
    bring: Callable[[str], RuntimeStore],
    worker: Callable[[], ModelWorker],
    moves: list[Place],
) -> None:
    store = bring("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    started = worker()
    assert len(started.embed_passages(TEXTS).dense) == 2
    assert started.place.device == "cpu" and started.place.fell_back
    assert "models runtime does not stay alive (it ended by SIGSEGV)" in started.place.why
    assert [place.why for place in moves] == [started.place.why]
    assert store.state("cpu").state == "broken"
    assert worker()._lives.runtime() is None, "the next model does not try it again"
    bring("raise ImportError('the mended one')")
    started.renew()
    started.embed_passages(TEXTS)
    assert "the mended one" in started.place.why


def test_a_process_that_began_just_before_it_is_renewed_takes_the_new_runtime(
    bring: Callable[[str], RuntimeStore],
    worker: Callable[[], ModelWorker],
    moves: list[Place],
) -> None:
    bring("raise ImportError('the first')")
    started = worker()
    choose = started._lives.runtime

    def renewed_meanwhile() -> Path | None:
        old = choose()
        started._lives.runtime = choose
        bring("raise ImportError('the second')")
        started.renew()
        return old

    started._lives.runtime = renewed_meanwhile
    assert len(started.embed_passages(TEXTS).dense) == 2
    assert "the second" in started.place.why and moves == []


def test_a_runtime_can_be_removed_and_renewed_under_a_worker(
    bring: Callable[[str], RuntimeStore], worker: Callable[[], ModelWorker], moves: list[Place]
) -> None:
    store = bring("raise ImportError('the first')")
    started = worker()
    started.embed_query("wings")
    before = started.pid
    (folder,) = (one.folder for one in installed(store.root))
    store.remove("cpu", started.renew)
    assert not folder.exists()
    bring("raise ImportError('the second')")
    started.renew()
    assert len(started.embed_passages(TEXTS).dense) == 2
    assert "the second" in started.place.why
    assert started.pid != before and moves == [], "being started anew is no crash"
