"""The model in its own process: real child, real pipes, real kills."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import psutil
import pytest

from docmind.core.embed import lives
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.hashing import Hashing
from docmind.core.embed.process import ModelWorker
from docmind.core.embed.starter import Starter
from docmind.core.errors import ModelError

PASSAGES = [
    f"Passage {n}: the wing in a slipstream, measured {n % 7} times. " * 6 for n in range(40)
]


@pytest.fixture
def hashing():
    worker = ModelWorker("hashing")
    worker.start()
    yield worker
    worker.close()


def wait_until(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        threading.Event().wait(0.01)


def test_answers_as_the_embedder_itself(hashing):
    local = Hashing()
    assert hashing.start() == hashing.identity == local.load()
    assert hashing.device == "cpu"
    assert hashing.tokenizer_json() == local.tokenizer_json()
    texts = ["b", "a much longer text than the others", "", "漢字", "caf\udce9"]
    found = hashing.embed_passages(texts).dense
    np.testing.assert_array_equal(found, local.embed_passages(texts).dense)
    assert hashing.embed_passages([]).dense.shape == (0, 384)


def test_queries_are_remembered(hashing):
    first = hashing.embed_query("red fox")
    assert hashing.embed_query("red fox") is first
    with pytest.raises(ValueError, match="read-only"):
        first.dense[0, 0] = 1.0


def test_facts_need_a_start_and_calls_start_by_themselves():
    worker = ModelWorker("hashing")
    with pytest.raises(ModelError, match="not started"):
        worker.identity  # noqa: B018
    assert worker.pid is None
    assert worker.embed_query("fox").dense.shape == (1, 384)
    assert psutil.pid_exists(worker.pid)
    worker.close()


def test_close_ends_the_process_and_a_later_call_starts_another(hashing):
    first = hashing.pid
    hashing.close()
    hashing.close()
    assert hashing.pid is None
    assert not psutil.pid_exists(first)
    assert len(hashing.embed_passages(["a"]).dense) == 1
    assert hashing.pid not in (None, first)


def test_an_unknown_model_is_told_once_and_not_retried():
    restarts = []
    worker = ModelWorker("no-such-model", on_restart=restarts.append)
    with pytest.raises(ModelError, match="no embedder called no-such-model"):
        worker.start()
    assert restarts == []
    worker.close()


def test_a_dead_child_is_noticed_within_a_second_and_replaced():
    reasons = []
    worker = ModelWorker("hashing", on_restart=reasons.append)
    worker.start()
    first = worker.pid
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: reasons, seconds=1.0)
    assert reasons == ["ended by SIGKILL"]
    wait_until(lambda: worker.pid not in (None, first))
    assert len(worker.embed_passages(["a"]).dense) == 1
    worker.close()


def test_kills_at_random_moments_cost_nothing():
    local = Starter()
    local.load(LoadOptions(threads=1))
    expected = local.embed_passages(PASSAGES).dense
    reasons = []
    worker = ModelWorker("starter", LoadOptions(threads=1), on_restart=reasons.append)
    worker.start()
    stop = threading.Event()
    rng = random.Random(5)

    def kill():
        for _ in range(5):
            if stop.wait(rng.uniform(0.2, 0.7)):
                return
            if (pid := worker.pid) is not None:
                os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        while killer.is_alive():
            found = worker.embed_passages(PASSAGES).dense
            np.testing.assert_allclose(found, expected, atol=1e-5)
            query = worker.embed_query(f"query {time.monotonic()}").dense
            np.testing.assert_allclose(np.linalg.norm(query), 1.0, atol=1e-5)
    finally:
        stop.set()
        killer.join()
        worker.close()
    assert len(reasons) >= 3


def test_many_threads_may_ask_at_once(hashing):
    local = Hashing()
    wrong = []

    def ask(number):
        texts = [f"{word} {number}" for word in ("fox", "whale", "owl")]
        if not np.array_equal(
            hashing.embed_passages(texts).dense, local.embed_passages(texts).dense
        ):
            wrong.append(number)
        if not np.array_equal(
            hashing.embed_query(texts[0]).dense, local.embed_query(texts[0]).dense
        ):
            wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []


def test_a_child_that_never_lives_ends_in_a_clear_error(monkeypatch):
    monkeypatch.setattr(lives, "DEATHS", 2)
    monkeypatch.setattr(
        "docmind.core.paths.child_command",
        lambda name: [sys.executable, "-c", "raise SystemExit(3)"],
    )
    worker = ModelWorker("hashing")
    with pytest.raises(ModelError, match="does not stay alive") as raised:
        worker.embed_passages(["a"])
    assert "status 3, 3 times" in raised.value.detail
    worker.close()


def test_a_query_gives_up_in_time_when_the_worker_hangs(hashing):
    stopped = psutil.Process(hashing.pid)
    stopped.suspend()
    began = time.monotonic()
    with pytest.raises(ModelError, match="in time"):
        hashing.embed_query("fox", timeout=0.2)
    assert time.monotonic() - began < 2.0
    stopped.resume()
    assert hashing.embed_query("fox", timeout=10).dense.shape == (1, 384)


def test_close_ends_a_worker_that_hangs(hashing):
    pid = hashing.pid
    psutil.Process(pid).suspend()
    hashing.close()
    assert not psutil.pid_exists(pid)


def test_closing_fails_calls_under_way_and_starts_nothing(hashing):
    stopped = psutil.Process(hashing.pid)
    stopped.suspend()
    raised = []

    def ask():
        try:
            hashing.embed_passages(["a"])
        except ModelError as error:
            raised.append(error.title)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(lambda: hashing._spawned._owed)
    hashing.close()
    asking.join(10)
    assert raised == ["The model was stopped"]
    assert hashing.pid is None
    assert [found for found in threading.enumerate() if found.name.startswith("model ")] == []


def test_the_worker_ends_with_its_owner(tmp_path):
    code = (
        "import threading\n"
        "from docmind.core.embed.process import ModelWorker\n"
        "worker = ModelWorker('hashing'); worker.start()\n"
        "print(worker.pid, flush=True); threading.Event().wait()\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with owner:
        pid = int(owner.stdout.readline())
        owner.kill()
    wait_until(lambda: not psutil.pid_exists(pid), seconds=5.0)


def test_what_libraries_print_goes_to_the_log_not_into_the_frames(tmp_path):
    log = tmp_path / "logs" / "worker.log"
    worker = ModelWorker("starter", LoadOptions(threads=1), log_file=log)
    worker.start()
    os.kill(worker.pid, signal.SIGINT)  # Ctrl-C in a terminal reaches the child as well
    assert worker.embed_query("still there", timeout=20).dense.shape == (1, 384)
    worker.close()
    assert log.exists()
    code = (
        "import sys, os\n"
        "from docmind.core.embed import worker\n"
        "from docmind.core.embed.hashing import Hashing\n"
        "load = Hashing.load\n"
        "def noisy(self, options):\n"
        "    print('progress 1%'); os.write(1, b'raw noise'); assert sys.stdin.read() == ''\n"
        "    return load(self)\n"
        "Hashing.load = noisy\n"
        "sys.exit(worker.main())\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docmind.core.paths.child_command", lambda name: [sys.executable, "-c", code])
        noisy = ModelWorker("hashing", log_file=log)
        assert noisy.embed_query("fox", timeout=20).dense.shape == (1, 384)
        noisy.close()
    text = log.read_text()
    assert "progress 1%" in text
    assert "raw noise" in text


def test_the_owner_imports_no_runtime():
    code = (
        "import sys\n"
        "from docmind.core.embed.process import ModelWorker\n"
        "worker = ModelWorker('starter'); worker.embed_query('hello'); worker.close()\n"
        "print(*[name for name in ('onnxruntime', 'onnx', 'torch', 'tokenizers')"
        " if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_worker_nobody_needs_gives_its_memory_back_and_comes_again():
    reasons = []
    worker = ModelWorker("hashing", on_restart=reasons.append, idle_seconds=0.2)
    worker.start()
    first = worker.pid
    assert worker.loaded
    wait_until(lambda: worker.pid is None)
    wait_until(lambda: not psutil.pid_exists(first))
    assert not worker.loaded
    assert worker.identity.name == "hashing"  # what it is stays known
    assert worker.embed_query("fox").dense.shape == (1, 384)
    assert worker.pid not in (None, first)
    worker.close()
    assert reasons == []  # resting is no accident
