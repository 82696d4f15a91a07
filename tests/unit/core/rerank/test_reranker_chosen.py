"""Which reranker is in use: by the settings, the library's model and where that runs."""

from __future__ import annotations

import numpy as np
import pytest
from fakes.cross_encoder_folder import write_cross_encoder
from fakes.qwen3_reranker_folder import write_qwen3_reranker

from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.frames import Place
from docmind.core.errors import ModelError
from docmind.core.models.store import ModelStore
from docmind.core.rerank.chosen import ChosenReranker, TextModel
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings

M3 = ModelIdentity("bge-m3", "00", 1024, 8192)
STARTER = ModelIdentity("starter", "00", 384, 256)


class Worker:
    """A model worker that answers every order with the same column."""

    def __init__(self, provider="", options=None):
        self.provider, self.options = provider, options
        self.loaded = False
        self.closed = False

    def start(self):
        self.loaded = True

    def ask(self, order, timeout):
        request = order.make(7)
        return Embeddings(np.arange(len(request.texts), dtype=np.float32).reshape(-1, 1))

    def close(self):
        self.closed = True


class Home:
    """A library whose model is ``identity``, on ``device``."""

    def __init__(self, wanted="", identity=M3, device="cuda", server=None, models=None):
        self.worker = Worker()
        self.made = []
        model = TextModel(lambda: identity, lambda: self.worker, lambda: Place(device))
        options = LoadOptions(threads=3, server=server)
        self.chosen = ChosenReranker(wanted, model, self.make, options, models)

    def make(self, provider, options):
        self.made.append(Worker(provider, options))
        return self.made[-1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "ms-marco")


def test_bge_m3_brings_its_own_where_it_runs_on_a_card() -> None:
    home = Home()
    assert home.chosen.title == home.chosen.told == "BGE-M3, word by word"
    assert home.chosen.missing is None
    assert not home.chosen.ready
    home.chosen.start()
    assert home.worker.loaded
    assert home.chosen.ready
    assert home.made == []
    assert home.chosen.rerank("q", ["a", "b"], 1.0).tolist() == [0.0, 1.0]
    home.chosen.close()
    assert not home.worker.closed  # it belongs to the library


@pytest.mark.parametrize(
    ("wanted", "identity", "device"),
    [("", M3, "cpu"), ("", STARTER, "cuda"), ("", None, "cuda"), ("off", M3, "cuda")],
)
def test_there_is_none(wanted, identity, device) -> None:
    chosen = Home(wanted, identity, device).chosen
    assert chosen.title == chosen.told == ""
    assert chosen.missing is None
    assert not chosen.ready
    with pytest.raises(ModelError):
        chosen.start()
    with pytest.raises(ModelError):
        chosen.rerank("q", ["a"], 1.0)


def test_its_name_insists_on_it_on_the_processor_too() -> None:
    chosen = Home("bge-m3-colbert", M3, "cpu").chosen
    assert chosen.title
    assert chosen.missing is None
    chosen.start()
    assert chosen.ready


def test_it_needs_a_library_read_with_its_model() -> None:
    chosen = Home("bge-m3-colbert", STARTER).chosen
    assert "bge-m3" in str(chosen.missing)
    assert chosen.told.startswith(f"{chosen.title}: ")
    assert not chosen.ready
    with pytest.raises(ModelError):
        chosen.start()


def test_a_folder_is_a_cross_encoder_in_a_process_of_its_own(folder) -> None:
    home = Home(str(folder), STARTER, "cpu")
    (worker,) = home.made
    assert worker.provider == "cross-encoder"
    assert worker.options == LoadOptions(folder, threads=3)
    assert home.chosen.title == "Cross-encoder ms-marco"
    assert not home.chosen.ready
    home.chosen.start()
    assert home.chosen.ready
    assert not home.worker.loaded
    home.chosen.close()
    assert worker.closed


def test_a_model_on_a_server_is_asked_by_a_process_of_its_own() -> None:
    server = ServerOptions("http://127.0.0.1:7997/v1", "bge-reranker-v2-m3", secret="server")
    home = Home("server:bge-reranker-v2-m3", STARTER, "cpu", server)
    (worker,) = home.made
    assert worker.provider == "server"
    assert worker.options.server == server
    assert home.chosen.title == "Reranking server bge-reranker-v2-m3"
    home.chosen.start()
    assert home.chosen.ready


@pytest.mark.parametrize("server", [None, ServerOptions("", "bge-reranker-v2-m3")])
def test_a_model_on_a_server_without_an_address_is_told(server) -> None:
    home = Home("server:bge-reranker-v2-m3", STARTER, "cpu", server)
    assert "No address is set" in home.chosen.told
    assert "servers.rerank_address" in home.chosen.missing.hint
    assert home.made == []
    assert not home.chosen.ready


def test_the_server_is_none_of_a_folders_business(folder) -> None:
    home = Home(str(folder), server=ServerOptions("http://127.0.0.1:7997/v1", "m"))
    assert home.made[0].options.server is None


@pytest.mark.parametrize(
    "wanted", ["unknown", "/no/such/folder", "cross-encoder", "server", "server:"]
)
def test_what_is_not_there_is_told_and_raises_nothing(wanted) -> None:
    home = Home(wanted)
    assert home.chosen.title == wanted
    assert home.chosen.missing is not None
    assert home.chosen.missing.hint
    assert not home.chosen.ready
    assert home.made == []
    with pytest.raises(ModelError):
        home.chosen.start()


def test_a_model_of_the_store_is_taken_once_it_is_installed(folder, tmp_path) -> None:
    models = ModelStore(tmp_path / "models")
    home = Home("my-pairs", STARTER, "cpu", models=models)
    chosen = home.chosen
    assert chosen.told.startswith("my-pairs: ")
    assert (chosen.model, home.made) == ("", [])
    models.import_from(folder, name="My pairs")
    assert chosen.missing is None
    assert (chosen.title, chosen.model) == ("My pairs", "my-pairs")
    (worker,) = home.made
    assert worker.options == LoadOptions(models.root / "my-pairs", threads=3)
    chosen.start()
    assert chosen.ready
    assert chosen.rerank("q", ["a", "b"], 1.0).tolist() == [0.0, 1.0]
    assert home.made == [worker]


def test_one_that_needs_pytorch_has_it_on_the_processor_too(tmp_path) -> None:
    home = Home(str(write_qwen3_reranker(tmp_path / "qwen3")), STARTER, "cpu")
    assert home.made[0].provider == "qwen3-reranker"
    assert home.made[0].options.on_processor == "torch"


def test_another_one_can_be_tried_beside_it(folder) -> None:
    home = Home("off")
    worker = home.chosen.worker_for(str(folder))
    assert home.made == [worker]
    assert home.chosen.title == ""
    with pytest.raises(ModelError):
        home.chosen.worker_for("starter")


def test_a_library_whose_model_is_gone_has_none_ready() -> None:
    home = Home("bge-m3-colbert")

    def gone():
        raise ModelError("BGE-M3 is not installed")

    home.chosen._model = TextModel(lambda: M3, gone, lambda: Place("cpu"))
    assert not home.chosen.ready
    with pytest.raises(ModelError, match="not installed"):
        home.chosen.start()
