"""The choice of a device, with a stand-in for PyTorch: no card is needed."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from docmind.core.embed import devices
from docmind.core.embed.devices import NO_CARD, choose_device, is_out_of_memory, release_memory


class OutOfMemoryError(RuntimeError):
    pass


class One:
    def __add__(self, other):
        return self

    def item(self):
        return 2.0


class TorchWithCard:
    """As much of PyTorch as a choice looks at."""

    OutOfMemoryError = OutOfMemoryError

    def __init__(self, cuda=0, mps=0, broken=""):
        self.emptied = []
        self.broken = broken
        self.cuda = SimpleNamespace(
            is_available=lambda: cuda > 0,
            get_device_name=lambda: "Nova 9",
            mem_get_info=lambda: (cuda << 20, 99 << 30),
            empty_cache=lambda: self.emptied.append("cuda"),
        )
        self.mps = SimpleNamespace(
            recommended_max_memory=lambda: (mps + 100) << 20,
            driver_allocated_memory=lambda: 100 << 20,
            empty_cache=lambda: self.emptied.append("mps"),
        )
        self.backends = SimpleNamespace(mps=SimpleNamespace(is_available=lambda: mps > 0))

    def ones(self, count, device):
        if self.broken:
            raise RuntimeError(self.broken)
        return One()


@pytest.fixture
def torch(monkeypatch):
    """Put a stand-in in PyTorch's place: ``torch(cuda=4096)``."""

    def place(**parts):
        stand_in = TorchWithCard(**parts)
        monkeypatch.setitem(sys.modules, "torch", stand_in)
        monkeypatch.setattr(devices, "may_have_card", lambda: True)
        return stand_in

    return place


def test_a_choice_of_the_processor_is_kept(torch):
    torch(cuda=9000)
    assert choose_device("cpu") == devices.Chosen("cpu", "You chose the processor.")


@pytest.mark.parametrize("asked", ["auto", "cuda", "mps"])
def test_without_a_card_it_is_the_processor(asked, torch):
    torch()
    assert choose_device(asked) == devices.Chosen("cpu", NO_CARD)


def test_without_a_sign_of_a_card_torch_is_not_imported():
    code = (
        "import sys; from docmind.core.embed import devices\n"
        "from docmind.core.runtimes import choice; choice._CARD_NODES = ()\n"
        "sys.platform = 'linux'\n"
        "print(devices.choose_device().device, 'torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["cpu", "False"]


@pytest.mark.parametrize("asked", ["auto", "cuda"])
def test_a_card_with_room_is_taken(asked, torch):
    torch(cuda=6144)
    chosen = choose_device(asked, needed_mb=3000)
    assert chosen == devices.Chosen("cuda", "The graphics card Nova 9 has 6.0 GB free.")


def test_a_card_without_room_is_left_alone(torch):
    torch(cuda=1024)
    chosen = choose_device("cuda", needed_mb=3072)
    assert chosen.device == "cpu"
    assert chosen.why == ("The graphics card Nova 9 has 1.0 GB free, and the model needs 3.0 GB.")


def test_a_mac_uses_its_own(torch):
    torch(mps=8192)
    assert choose_device("auto").device == "mps"
    assert choose_device("mps", needed_mb=9000).device == "cpu"
    assert choose_device("cuda") == devices.Chosen("cpu", NO_CARD)


def test_a_card_that_cannot_compute_is_left_alone(torch):
    torch(cuda=6000, broken="CUDA error: no kernel image is available\nTry this.")
    chosen = choose_device()
    assert chosen.device == "cpu"
    assert chosen.why.endswith("cannot be used: CUDA error: no kernel image is available.")


def test_only_a_lack_of_memory_is_a_lack_of_memory(torch):
    torch(cuda=1)
    assert is_out_of_memory(OutOfMemoryError("CUDA out of memory"))
    assert is_out_of_memory(RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"))
    assert not is_out_of_memory(RuntimeError("a shape is wrong, not out of memory"))
    assert not is_out_of_memory(ValueError("MPS backend out of memory"))


def test_memory_is_given_back_where_it_was_taken(torch):
    stand_in = torch(cuda=1)
    for device in ("cpu", "cuda", "mps"):
        release_memory(device)
    assert stand_in.emptied == ["cuda", "mps"]


def test_free_memory(torch):
    torch(cuda=1234, mps=555)
    assert devices.free_memory_mb("cuda") == 1234
    assert devices.free_memory_mb("mps") == 555
    assert devices.free_memory_mb("cpu") > 0
