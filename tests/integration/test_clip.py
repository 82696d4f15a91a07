"""CLIP with random weights in the formats of its makers, against open_clip itself."""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from fakes import clip_folder
from fakes.clip_folder import FULL, TINY
from PIL import Image

from docmind.core.embed import clip as clip_room
from docmind.core.embed import clip_card
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.clip import Clip
from docmind.core.embed.clip_card import CardRuns
from docmind.core.embed.clip_plan import plan_of
from docmind.core.embed.clip_words import ClipWords
from docmind.core.embed.devices import Chosen
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import ModelError
from docmind.core.picture_fit import fit_picture

TEXTS = [
    "a photo of a cat",
    "",
    "x",
    "Two dogs, on a very long beach; they'll run & it's LATE (2019)",
    "Übergrößenträger naïve café — “quoted” … ½ ﬁne &amp;lt;",
    "人工知能は面白い。全文検索も。",
    "\x00 control \ufffd 🦊 caf\u00c3\u00a9",
    "word " * 74,
    "word " * 75,
    "word " * 200,
    "a <end_of_text> b",
]


@pytest.fixture(scope="module")
def open_clip():
    """The library, with the environment it found: it changes it for all others."""
    before = os.environ.get("TOKENIZERS_PARALLELISM")
    import open_clip

    if before is None:
        os.environ.pop("TOKENIZERS_PARALLELISM", None)
    return open_clip


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("clip")
    return {
        "gelu": clip_folder.safetensors_folder(base / "gelu", quick=False),
        "quick": clip_folder.safetensors_folder(base / "quick", quick=True),
        "bin": clip_folder.bin_folder(base / "bin", quick=False),
        "openai": clip_folder.openai_folder(base / "openai", quick=True),
    }


@pytest.fixture(scope="module")
def pixels():
    rng = np.random.default_rng(1)
    small = [rng.integers(0, 256, (4 + n, 5, 3), dtype=np.uint8) for n in range(7)]
    sized = [Image.fromarray(one).resize((TINY.side, TINY.side), 3) for one in small]
    return np.stack([np.asarray(one) for one in sized])


@pytest.fixture
def loaded(folders):
    """Make a loaded Clip of a folder; all are unloaded in the end."""
    made: list[Clip] = []

    def load(name: str, **options) -> Clip:
        made.append(Clip())
        made[-1].load(LoadOptions(folder=folders[name], device="cpu", threads=2, **options))
        return made[-1]

    yield load
    for each in made:
        each.unload()


def reference(open_clip, folder: Path, pictures, texts=TEXTS):
    """(vectors of pictures, of texts) by open_clip's plain use; pictures as PIL opens them."""
    import torch

    if list(folder.glob("*.pt")):
        state = torch.load(folder / "ViT.pt", weights_only=True)
        model = open_clip.model.build_model_from_openai_state_dict(state).float()
        prepare = open_clip.image_transform(TINY.side, False, clip_folder.MEAN, clip_folder.STD)
    else:
        model, _, prepare = open_clip.create_model_and_transforms(
            f"local-dir:{folder}", require_pretrained=True
        )
    model.eval()
    tokens = open_clip.get_tokenizer("ViT-B-32")(texts)
    with torch.inference_mode():
        seen = model.encode_image(torch.stack([prepare(one) for one in pictures]), normalize=True)
        read = model.encode_text(tokens, normalize=True)
    return seen.numpy(), read.numpy()


def lowest(found, expected) -> float:
    assert found.shape == expected.shape
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    return float(np.sum(found * expected, axis=1).min())


@pytest.mark.parametrize("name", ["gelu", "quick", "bin", "openai"])
def test_equals_open_clip(name, open_clip, folders, loaded, pixels):
    model = loaded(name)
    seen, read = reference(open_clip, folders[name], [Image.fromarray(one) for one in pixels])
    found = model.embed_pictures(pixels)
    assert found.dense.dtype == np.float32
    assert found.sparse == ()
    assert lowest(found.dense, seen) > 0.99999
    assert lowest(model.embed_passages(TEXTS).dense, read) > 0.99999


def test_both_activations_differ(loaded, pixels):
    """So that the comparison above would see the wrong one."""
    gelu, quick = loaded("gelu"), loaded("quick")
    assert lowest(gelu.embed_pictures(pixels).dense, quick.embed_pictures(pixels).dense) < 0.99995
    assert lowest(gelu.embed_passages(TEXTS).dense, quick.embed_passages(TEXTS).dense) < 0.99995


def test_what_runs_on_a_card_equals_open_clip_too(open_clip, folders, pixels):
    """The same code, on the processor and in full precision."""
    for name in ("gelu", "openai"):
        runs = CardRuns(plan_of(folders[name]), "cpu", batch=3)
        seen, _ = reference(open_clip, folders[name], [Image.fromarray(one) for one in pixels])
        assert lowest(runs.vectors(pixels), seen) > 0.99999
        runs.close()


def test_half_precision_as_on_a_card(folders, loaded, pixels, monkeypatch):
    """On the processor, which can do it slowly; layer norms and sums stay in full precision."""
    monkeypatch.setattr(clip_card, "CPU", "none")
    runs = CardRuns(plan_of(folders["quick"]), "cpu", batch=4)
    assert str(runs._tower.conv1.weight.dtype) == "torch.float16"
    expected = loaded("quick").embed_pictures(pixels).dense
    found = runs.vectors(pixels)
    assert found.dtype == np.float32
    assert 0.999 < lowest(found, expected) < 0.99999999


def test_in_a_process_of_its_own(folders, loaded, pixels, tmp_path):
    options = LoadOptions(folder=folders["gelu"], device="cpu", threads=1)
    worker = ModelWorker("clip", options, tmp_path / "worker.log")
    try:
        assert worker.start().runtime == "onnxruntime fp32"
        assert worker.picture_side == TINY.side
        model = loaded("gelu")
        seen, read = worker.embed_pictures(pixels).dense, worker.embed_query("a cat").dense
        assert lowest(seen, model.embed_pictures(pixels).dense) > 0.999999
        assert lowest(read, model.embed_query("a cat").dense) > 0.999999
    finally:
        worker.close()


def test_photographs_from_files(open_clip, folders, loaded, tmp_path):
    """From JPEGs, which are decoded at a fraction of their size, and from a PNG."""
    rng = np.random.default_rng(3)
    paths = []
    for number, (width, height) in enumerate([(1200, 900), (700, 1100), (640, 480)]):
        small = rng.integers(0, 256, (height // 60, width // 60, 3), dtype=np.uint8)
        photo = Image.fromarray(small).resize((width, height), 3)
        paths.append(tmp_path / f"{number}.{'png' if number == 2 else 'jpg'}")
        photo.save(paths[-1])
    seen, _ = reference(open_clip, folders["gelu"], [Image.open(path) for path in paths])
    model = loaded("gelu")
    fitted = np.stack([fit_picture(Image.open(path), model.picture_side) for path in paths])
    found = model.embed_pictures(fitted).dense
    assert lowest(found, seen) > 0.999
    assert lowest(found[2:], seen[2:]) > 0.9999


def test_preparation_equals_open_clip(open_clip):
    prepare = open_clip.image_transform(224, is_train=False)
    resize, crop = prepare.transforms[:2]
    rng = np.random.default_rng(5)
    for width, height in [(224, 224), (225, 224), (1, 1), (640, 480), (57, 900), (901, 444)]:
        picture = Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8))
        expected = np.asarray(crop(resize(picture)))
        np.testing.assert_array_equal(fit_picture(picture, 224), expected)


def test_words_equal_open_clips(open_clip):
    import textwrap

    theirs = open_clip.get_tokenizer("ViT-B-32")
    texts = [*TEXTS, *map(str, filter(None, (one.__doc__ for one in vars(textwrap).values())))]
    for row, ids in zip(theirs(texts).numpy(), ClipWords(77).ids(texts), strict=True):
        assert row[: len(ids)].tolist() == ids
        assert row.argmax() == len(ids) - 1  # the first end token, where open_clip looks


def test_a_text_ends_at_its_end_token(loaded, open_clip):
    """What is computed is as long as the text, and a text has the same vector in company."""
    model = loaded("gelu")
    together = model.embed_passages(TEXTS).dense
    for text, row in zip(TEXTS, together, strict=True):
        assert model.embed_query(text).dense[0] @ row > 0.999999


def test_order_and_company(loaded, pixels):
    model = loaded("gelu")
    together = model.embed_pictures(pixels).dense
    for one, row in zip(pixels, together, strict=True):
        assert model.embed_pictures(one[None]).dense[0] @ row > 0.999999
    backwards = model.embed_pictures(pixels[::-1]).dense
    np.testing.assert_allclose(backwards, together[::-1], atol=1e-5)


def test_nothing_gives_no_rows(loaded):
    model = loaded("gelu")
    none = np.zeros((0, TINY.side, TINY.side, 3), dtype=np.uint8)
    assert model.embed_pictures(none).dense.shape == (0, TINY.dimension)
    assert model.embed_passages([]).dense.shape == (0, TINY.dimension)


def test_pictures_of_another_size_are_refused(loaded):
    with pytest.raises(ValueError, match="64 x 64"):
        loaded("gelu").embed_pictures(np.zeros((1, 224, 224, 3), dtype=np.uint8))


def test_identity_says_what_it_is(folders):
    model = Clip()
    identity = model.load(LoadOptions(folder=folders["gelu"], device="cpu"))
    assert (identity.name, identity.dimension, identity.max_tokens) == ("clip", 48, 77)
    assert (identity.precision, identity.runtime) == ("fp32", "onnxruntime fp32")
    assert (identity.scripts, identity.languages) == (("Latn",), ("en",))
    assert len(identity.digest) == 64
    assert (model.device, model.why) == ("cpu", "You chose the processor.")
    assert not model.fell_back
    assert model.picture_side == TINY.side


def test_each_tower_comes_when_it_is_needed(loaded, pixels):
    model = loaded("gelu")
    assert (model._pictures, model._texts) == (None, None)
    model.embed_query("a cat")
    assert model._pictures is None
    before = model.embed_pictures(pixels).dense
    model.unload()
    assert (model._pictures, model._texts) == (None, None)
    np.testing.assert_array_equal(model.embed_pictures(pixels).dense, before)


def test_queries_beside_pictures(loaded, pixels):
    model = loaded("gelu")
    expected = model.embed_query("a cat").dense
    found = []
    asking = threading.Thread(
        target=lambda: found.extend(model.embed_query("a cat").dense for _ in range(50))
    )
    asking.start()
    rows = [model.embed_pictures(pixels).dense for _ in range(10)]
    asking.join()
    assert all(np.array_equal(one, expected) for one in found)
    assert all(np.allclose(one, rows[0], atol=1e-6) for one in rows)


def test_int8_when_insisted_on(loaded, folders, pixels):
    full, small = loaded("gelu"), Clip()
    identity = small.load(LoadOptions(folder=folders["gelu"], threads=1, precision="int8"))
    assert (identity.precision, identity.runtime) == ("int8", "onnxruntime int8")
    assert small.device == "cpu"
    assert lowest(small.embed_pictures(pixels).dense, full.embed_pictures(pixels).dense) > 0.99
    alone = small.embed_pictures(pixels[:1]).dense[0]
    assert alone @ small.embed_pictures(pixels).dense[0] > 0.999999
    small.unload()


@pytest.mark.parametrize(("loss", "precision"), [(None, "fp32"), (0.02, "fp32"), (0.005, "int8")])
def test_int8_by_itself_only_where_it_was_measured(tmp_path, loss, precision):
    folder = clip_folder.safetensors_folder(tmp_path)
    measured = {"floor": 0.2, "least_weight": 0.1, "most_weight": 0.9, "loss": loss}
    (folder / "calibration.json").write_text(json.dumps({"int8": measured}))
    model = Clip()
    identity = model.load(LoadOptions(folder=folder, device="cpu"))
    assert identity.precision == precision
    assert identity.floor == (0.2 if precision == "int8" else 0.0)
    full = model.load(LoadOptions(folder=folder, device="cpu", precision="full"))
    assert full.precision == "fp32"


def test_a_folder_that_does_not_state_its_activation_is_refused(tmp_path):
    folder = clip_folder.safetensors_folder(tmp_path, quick=None)
    with pytest.raises(ModelError, match="activation"):
        Clip().load(LoadOptions(folder=folder))


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("vision_cfg", "pool_type", "avg"),
        ("vision_cfg", "final_ln_after_pool", True),
        ("vision_cfg", "act_kwargs", {"approximate": "tanh"}),
        ("text_cfg", "no_causal_mask", True),
        ("text_cfg", "pool_type", "last"),
        ("vision_cfg", "head_width", 60),
    ],
)
def test_a_computation_nobody_knows_is_refused(tmp_path, part, key, value):
    folder = clip_folder.safetensors_folder(tmp_path)
    config = clip_folder.config(TINY, quick=False)
    config["model_cfg"][part][key] = value
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="cannot run this kind"):
        Clip().load(LoadOptions(folder=folder))


def test_weights_with_a_part_too_many_or_too_few_are_refused(tmp_path, pixels):
    from safetensors.numpy import load_file, save_file

    folder = clip_folder.safetensors_folder(tmp_path)
    path = folder / "open_clip_model.safetensors"
    held = load_file(path)
    name = "visual.transformer.resblocks.0.ls_1.gamma"
    save_file({**held, name: np.ones(TINY.width, dtype=np.float32)}, path)
    model = Clip()
    model.load(LoadOptions(folder=folder, device="cpu"))
    with pytest.raises(ModelError, match="another model") as caught:
        model.embed_pictures(pixels)
    assert caught.value.detail == f"The part {name} is not known."
    del held["visual.ln_post.bias"]
    save_file(held, path)
    model.load(LoadOptions(folder=folder, device="cpu"))
    with pytest.raises(ModelError, match="another model"):
        model.embed_pictures(pixels)


class _Evil:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self):
        return (Path.touch, (self._path,))


def test_a_pickle_that_would_run_something_is_refused(tmp_path, pixels):
    import torch

    folder = clip_folder.bin_folder(tmp_path)
    weights = folder / "open_clip_pytorch_model.bin"
    held = torch.load(weights, weights_only=True)
    torch.save({**held, "evil": _Evil(tmp_path / "ran")}, weights)
    model = Clip()
    model.load(LoadOptions(folder=folder, device="cpu"))
    for ask in (lambda: model.embed_pictures(pixels), lambda: model.embed_query("a cat")):
        with pytest.raises(ModelError, match="hold more than numbers"):
            ask()
    with pytest.raises(ModelError, match="hold more than numbers"):
        CardRuns(plan_of(folder), "cpu", batch=1)
    assert not (tmp_path / "ran").exists()
    pickle.loads(pickle.dumps(_Evil(tmp_path / "ran")))  # it would have
    assert (tmp_path / "ran").exists()


@pytest.mark.filterwarnings("ignore:.torch.jit:FutureWarning")
def test_a_program_in_place_of_weights_is_refused(tmp_path, pixels):
    """TorchScript, as OpenAI first published its models."""
    import torch

    folder = clip_folder.openai_folder(tmp_path)
    state = torch.load(folder / "ViT.pt", weights_only=True)
    module = torch.nn.Module()
    for name, tensor in state.items():
        module.register_buffer(name.replace(".", "_"), tensor)
    torch.jit.script(module).save(str(folder / "ViT.pt"))
    model = Clip()
    with pytest.raises(ModelError):
        model.load(LoadOptions(folder=folder, device="cpu"))
        model.embed_pictures(pixels)


class _FullCard:
    """A card tower on the processor whose memory holds ``room`` pictures."""

    def __init__(self, plan, room: int) -> None:
        self.runs = CardRuns(plan, "cpu", batch=64)
        self.sizes: list[int] = []
        forward = self.runs._forward

        def limited(pixels):
            import torch

            self.sizes.append(len(pixels))
            if len(pixels) > room:
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
            return forward(pixels)

        self.runs._forward = limited


def test_a_batch_that_does_not_fit_is_halved(folders, loaded, pixels):
    card = _FullCard(plan_of(folders["gelu"]), room=3)
    card.runs.batch = 6
    expected = loaded("gelu").embed_pictures(pixels).dense
    assert lowest(card.runs.vectors(pixels), expected) > 0.99999
    assert card.sizes == [6, 3, 3, 1]
    assert lowest(card.runs.vectors(pixels), expected) > 0.99999
    assert card.sizes[4:] == [3, 3, 1]


def test_a_card_that_is_full_is_left(folders, pixels, monkeypatch, loaded):
    card = _FullCard(plan_of(folders["gelu"]), room=0)
    monkeypatch.setattr(clip_room, "choose_device", lambda *_: Chosen("cuda", "There is a card."))
    monkeypatch.setattr(clip_room, "CardRuns", lambda *_: card.runs)
    model = Clip()
    identity = model.load(LoadOptions(folder=folders["gelu"]))
    assert (identity.runtime, model.device, model.fell_back) == ("torch fp16", "cuda", False)
    found = model.embed_pictures(pixels).dense
    assert lowest(found, loaded("gelu").embed_pictures(pixels).dense) > 0.999999
    assert (model.device, model.fell_back) == ("cpu", True)
    assert "memory ran out" in model.why
    model.unload()


def test_other_failures_of_a_card_are_told(folders, pixels):
    card = _FullCard(plan_of(folders["gelu"]), room=9)
    card.runs._forward = lambda pixels: 1 / 0
    with pytest.raises(ZeroDivisionError):
        card.runs.vectors(pixels)


def test_needs_neither_torch_nor_a_network(folders, shared_cache, loaded, pixels):
    """On the processor, once the graphs are there."""
    loaded("gelu").embed_pictures(pixels)
    loaded("gelu").embed_query("a cat")
    code = (
        "import socket, sys, numpy as np; from pathlib import Path\n"
        "def refuse(*_, **__): raise SystemExit('asked for the network')\n"
        "socket.getaddrinfo = socket.socket.connect = refuse\n"
        "from docmind.core.embed.clip import Clip\n"
        "from docmind.core.embed.base import LoadOptions\n"
        "model = Clip(); model.load(LoadOptions(folder=Path(sys.argv[1])))\n"
        "model.embed_query('a cat'); model.embed_pictures(np.zeros((1, 64, 64, 3), np.uint8))\n"
        "print([name for name in ('torch', 'open_clip', 'onnx', 'transformers')"
        " if name in sys.modules])"
    )
    environment = {**os.environ, "DOCMIND_CACHE_DIR": str(shared_cache)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(folders["gelu"])],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_open_clip_asks_for_no_network(open_clip, folders, monkeypatch, pixels):
    def refuse(*_, **__):
        raise AssertionError("asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    CardRuns(plan_of(folders["gelu"]), "cpu", batch=2).vectors(pixels)
    assert "TOKENIZERS_PARALLELISM" not in os.environ


@pytest.mark.skipif(not os.environ.get("DOCMIND_TEST_FULL_SIZE"), reason="takes minutes")
@pytest.mark.parametrize("quick", [False, True])
def test_full_size(open_clip, tmp_path, quick):
    folder = clip_folder.safetensors_folder(tmp_path, quick=quick, size=FULL)
    rng = np.random.default_rng(2)
    small = [rng.integers(0, 256, (7 + n, 9, 3), dtype=np.uint8) for n in range(6)]
    pictures = [Image.fromarray(one).resize((224, 224), 3) for one in small]
    seen, read = reference(open_clip, folder, pictures)
    model = Clip()
    model.load(LoadOptions(folder=folder, device="cpu"))
    pixels = np.stack([np.asarray(one) for one in pictures])
    assert lowest(model.embed_pictures(pixels).dense, seen) > 0.99999
    assert lowest(model.embed_passages(TEXTS).dense, read) > 0.99999
    model.load(LoadOptions(folder=folder, precision="int8"))
    assert lowest(model.embed_pictures(pixels).dense, seen) > 0.99
    model.unload()
