"""Models runtimes that are here, that can be had, and that go again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fakes.runtime_packs import FILES, make_pack

from docmind.core import journal, paths
from docmind.core.errors import DiskFull, ModelError, UsageError
from docmind.core.runtimes import catalogue, choice, staging
from docmind.core.runtimes.choice import installed, note_crash, runtime_for
from docmind.core.runtimes.manifest import this_platform, this_python
from docmind.core.runtimes.staging import ARRIVING
from docmind.core.runtimes.store import RuntimeStore


@pytest.fixture
def store(tmp_path: Path) -> RuntimeStore:
    return RuntimeStore(root=tmp_path / "runtimes")


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[bool], None]:
    """Puts a graphics card in, or takes it out."""

    def put(there: bool) -> None:
        monkeypatch.setattr(choice.sys, "platform", "linux")
        monkeypatch.setattr(choice, "_CARD_NODES", (str(tmp_path),) if there else ())

    put(False)
    return put


def _bring(store: RuntimeStore, path: Path, **changed: str) -> Path:
    store.import_from(make_pack(path, **changed))
    variant = changed.get("variant", "cpu")
    return next(one.folder for one in installed(store.root) if one.variant == variant)


def test_nothing_is_here_at_first(store: RuntimeStore, card: Callable[[bool], None]) -> None:
    assert [(one.name, one.state) for one in store.states()] == [
        ("cuda", "absent"),
        ("cpu", "absent"),
    ]
    assert "no graphics card" in store.state("cuda").why
    card(True)
    assert "comes as a file" in store.state("cuda").why
    with pytest.raises(UsageError, match="rocm"):
        store.state("rocm")
    with pytest.raises(UsageError, match="not here"):
        store.remove("cpu")


def test_a_newer_one_takes_the_place_of_the_older(tmp_path: Path, store: RuntimeStore) -> None:
    renewed: list[int] = []
    _bring(store, tmp_path / "old")
    pack = make_pack(tmp_path / "new", version="0.2.0")
    state = store.import_from(pack, renew=lambda: renewed.append(len(installed(store.root))))
    assert (state.version, len(installed(store.root))) == ("0.2.0", 1)
    assert renewed == [1], "workers start anew when the new one is there, before the old one goes"
    assert len([path for path in store.root.iterdir() if path.name != ".lock"]) == 1


def test_killed_while_it_takes_the_place_the_older_one_stays(
    tmp_path: Path, store: RuntimeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _bring(store, tmp_path / "old")
    pack = make_pack(tmp_path / "new", version="0.2.0")
    rename = Path.rename

    def die(path: Path, target: Path) -> Path:
        if path.name == staging.STAGING:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", die)
        with pytest.raises(KeyboardInterrupt):
            store.import_from(pack)
    store.tidy()
    assert [one.folder for one in installed(store.root)] == [old]
    assert store.state("cpu").state == "ready"


def test_the_same_again_mends_what_is_broken(tmp_path: Path, store: RuntimeStore) -> None:
    folder = _bring(store, tmp_path / "a")
    (folder / "site-packages/tinytorch/kernels.bin").write_bytes(b"short")
    assert (store.state("cpu").state, runtime_for("cpu", True, store.root)) == ("broken", None)
    assert "kernels.bin" in store.state("cpu").why
    _bring(store, tmp_path / "a")
    assert store.state("cpu").state == "ready"


@pytest.mark.parametrize("spoil", [b"", b"{}", b"[1", b'{"\xff": 1}', b"[" * 100_000])
def test_a_broken_manifest_is_told_and_can_be_removed(
    tmp_path: Path, store: RuntimeStore, spoil: bytes
) -> None:
    folder = _bring(store, tmp_path / "a")
    (folder / "manifest.json").write_bytes(spoil)
    assert store.state("cpu").state == "broken"
    store.remove("cpu")
    assert store.state("cpu").state == "absent" and not folder.exists()


def test_one_for_another_python_is_outdated(
    tmp_path: Path, store: RuntimeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bring(store, tmp_path / "a")
    monkeypatch.setattr("docmind.core.runtimes.manifest.this_python", lambda: "cp399")
    state = store.state("cpu")
    assert (state.state, runtime_for("cpu", True, store.root)) == ("outdated", None)
    assert "another DocMind" in state.why


def test_removing_stops_workers_before_files_go(tmp_path: Path, store: RuntimeStore) -> None:
    folder = _bring(store, tmp_path / "a")
    seen: list[tuple[bool, object]] = []

    def renew() -> None:
        seen.append(((folder / "manifest.json").exists(), runtime_for("cpu", True, store.root)))

    assert store.remove("cpu", renew) == sum(map(len, FILES.values()))
    assert seen == [(True, None)], "files are there, and no worker would start with them"
    assert installed(store.root) == () and not folder.exists()


def test_a_runtime_that_crashed_is_told_and_not_used(tmp_path: Path, store: RuntimeStore) -> None:
    folder = _bring(store, tmp_path / "a")
    note_crash(folder, "ended by SIGSEGV")
    state = store.state("cpu")
    assert (state.state, runtime_for("cpu", True, store.root)) == ("broken", None)
    assert "SIGSEGV" in state.why and "Install it again" in state.why
    (folder / choice.CRASHED).write_text("no json")
    assert store.state("cpu").state == "broken"
    _bring(store, tmp_path / "a")
    assert store.state("cpu").state == "ready"


def test_cuda_is_taken_where_a_card_is_and_the_processors_otherwise(
    tmp_path: Path, store: RuntimeStore, card: Callable[[bool], None]
) -> None:
    _bring(store, tmp_path / "a")
    _bring(store, tmp_path / "b", variant="cuda")

    def chosen(device: str, torch_on_processor: bool = False) -> str:
        found = runtime_for(device, torch_on_processor, store.root)
        return found.variant if found is not None else ""

    assert (chosen("auto"), chosen("auto", True), chosen("cpu", True)) == ("", "cpu", "cpu")
    card(True)
    assert (chosen("auto"), chosen("cuda", True), chosen("cpu")) == ("cuda", "cuda", "")
    store.remove("cpu")
    assert chosen("cpu", True) == "cuda", "it computes on the processor too"


def test_files_are_only_looked_at_where_a_runtime_could_be_used(
    store: RuntimeStore, card: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(choice, "installed", lambda root: looked.append(root) or ())
    assert runtime_for("auto", root=store.root) is None and looked == []
    card(True)
    assert runtime_for("cpu", root=store.root) is None and looked == []
    assert runtime_for("auto", root=store.root) is None and looked == [store.root]


class _Place:
    """A server with one file, which may break off in the middle."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.breaks_after: int | None = None
        self.starts: list[int] = []
        place = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                start = int(self.headers.get("Range", "bytes=0-")[6:-1])
                place.starts.append(start)
                body = place.content[start:]
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Range", f"bytes {start}-{len(body)}/{len(body)}")
                self.end_headers()
                self.wfile.write(body[: place.breaks_after])

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}/runtimes"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Place]:
    """A published pack, and where it is to be had."""
    pack = make_pack(tmp_path / "made")
    content = pack.read_bytes()
    served = _Place(content)
    resources = tmp_path / "resources"
    (resources / "runtimes").mkdir(parents=True)
    entry = {
        "variant": "cpu", "version": "0.1.0", "python": this_python(),
        "platform": this_platform(), "file": "tiny 1.docmind-runtime", "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(), "unpacked": 9_000,
    }  # fmt: skip
    (resources / "runtimes" / "cpu.json").write_text(json.dumps(entry))
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    thread = Thread(target=served.server.serve_forever, args=(0.01,))
    thread.start()
    yield served
    served.server.shutdown()
    thread.join()
    served.server.server_close()


def test_without_an_address_nothing_is_offered(store: RuntimeStore, place: _Place) -> None:
    assert store.state("cpu").download_bytes == 0
    with pytest.raises(UsageError, match="no address"):
        store.download("cpu")
    with pytest.raises(UsageError, match="no cuda runtime"):
        store.download("cuda")
    assert place.starts == [] and journal.connections_made() == ()


def test_a_download_goes_on_where_it_broke_off(tmp_path: Path, place: _Place) -> None:
    store = RuntimeStore(place.address, tmp_path / "runtimes")
    assert store.state("cpu").download_bytes == len(place.content)
    place.breaks_after = len(place.content) // 2

    def wait(seconds: float) -> None:
        place.breaks_after = None

    assert store.download("cpu", wait=wait).state == "ready"
    assert place.starts == [0, len(place.content) // 2]
    assert list((store.root / ARRIVING).iterdir()) == []
    lines = journal.connections_made()
    assert {line.purpose for line in lines} == {
        "Models on the processor (PyTorch): tiny 1.docmind-runtime"
    }
    assert len(lines) == 2


def test_a_download_that_is_stopped_goes_on_the_next_time(tmp_path: Path, place: _Place) -> None:
    store = RuntimeStore(place.address, tmp_path / "runtimes")
    half = store.root / ARRIVING / "tiny 1.docmind-runtime"
    half.parent.mkdir(parents=True)
    half.write_bytes(place.content[:700])
    (half.parent / "older.docmind-runtime").write_bytes(b"x")
    entry = json.loads((paths.resources_dir() / "runtimes" / "cpu.json").read_bytes())
    other = {**entry, "variant": "cuda", "file": "tiny 2.docmind-runtime"}
    (paths.resources_dir() / "runtimes" / "cuda.json").write_text(json.dumps(other))
    (half.parent / "tiny 2.docmind-runtime").write_bytes(b"x")
    assert store.download("cpu").state == "ready"
    assert place.starts == [700]
    assert [path.name for path in half.parent.iterdir()] == ["tiny 2.docmind-runtime"]


def test_two_programs_do_not_write_to_one_download(tmp_path: Path, place: _Place) -> None:
    store = RuntimeStore(place.address, tmp_path / "runtimes")
    with staging.downloading(store.root), pytest.raises(ModelError, match="downloaded already"):
        store.download("cpu")
    assert place.starts == []


def test_other_bytes_than_were_published_are_deleted(tmp_path: Path, place: _Place) -> None:
    place.content = place.content[:-9] + b"\0" * 9
    store = RuntimeStore(place.address, tmp_path / "runtimes")
    with pytest.raises(ModelError, match="not what was published"):
        store.download("cpu")
    assert list((store.root / ARRIVING).iterdir()) == []
    assert store.state("cpu").state == "absent"


def test_a_place_that_does_not_answer_is_named_with_a_way_out(
    tmp_path: Path, place: _Place
) -> None:
    store = RuntimeStore("http://127.0.0.1:9/nothing", tmp_path / "runtimes")
    with pytest.raises(ModelError, match="could not be downloaded") as caught:
        store.download("cpu", wait=lambda seconds: None)
    assert "embedding.runtime_address" in caught.value.hint


@pytest.mark.parametrize(
    "address", ["ftp://host/x", "http://host/x", "host/x", "https://", "https://me:word@host/x"]
)
def test_an_unprotected_address_is_not_asked(tmp_path: Path, place: _Place, address: str) -> None:
    with pytest.raises(UsageError, match="address"):
        RuntimeStore(address, tmp_path / "runtimes").download("cpu")
    assert journal.connections_made() == ()


def test_room_is_looked_for_before_anything_is_fetched(
    tmp_path: Path, place: _Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_RESERVE", 1 << 60)
    with pytest.raises(DiskFull):
        RuntimeStore(place.address, tmp_path / "runtimes").download("cpu")
    assert place.starts == []


def test_another_one_than_was_published_is_outdated_and_still_used(
    tmp_path: Path, place: _Place, store: RuntimeStore
) -> None:
    _bring(store, tmp_path / "older", version="0.0.9")
    state = store.state("cpu")
    assert (state.state, "can be had" in state.why) == ("outdated", True)
    assert runtime_for("cpu", True, store.root) is not None
    store.import_from(tmp_path / "made")
    assert store.state("cpu").state == "ready"


def test_a_catalogue_that_cannot_be_read_is_told(store: RuntimeStore, place: _Place) -> None:
    path = paths.resources_dir() / "runtimes" / "cpu.json"
    path.write_text("{")
    catalogue._catalogue.cache_clear()
    with pytest.raises(ModelError) as caught:
        store.states()
    assert caught.value.path == path
