"""Downloads from a hub that breaks: whatever happens, nothing unverified gets a model's name."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.hub import FakeHub, Fault, own_identity
from fakes.model_files import bge_m3, card_of, clip, contents

from docmind.core import connections_made, paths
from docmind.core.errors import DiskFull, DocMindError, ModelError
from docmind.core.models import connection, staging
from docmind.core.models.cards import ModelCard, card_json
from docmind.core.models.download import download
from docmind.core.models.staging import locked

WEIGHTS = "pytorch_model.bin"
LARGE = 600_000  # bytes: some pieces of the line


class Stopped(Exception):
    """A person stops it."""


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("HF_", "SSL_CERT", "REQUESTS_CA")):
            monkeypatch.delenv(name)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A model whose weights take more than one piece."""
    folder = bge_m3(tmp_path / "published")
    noise = np.random.default_rng(1).bytes(LARGE)
    (folder / "sentencepiece.bpe.model").write_bytes(noise)
    return folder


@pytest.fixture
def card(published: Path) -> ModelCard:
    return card_of(published, "tiny")


@pytest.fixture
def hub(published: Path, card: ModelCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    with FakeHub(published, card) as served:
        monkeypatch.setenv("HF_ENDPOINT", served.address)
        yield served


class Waits:
    """Stands in for sleeping, and remembers how long."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, seconds: float) -> None:
        self.seconds += seconds


LONG = "sentencepiece.bpe.model"


def _get(root: Path, card: ModelCard) -> Path:
    return download(root, card, wait=Waits())


def _nothing_under_the_name(root: Path) -> None:
    assert not (root / "tiny").exists()


def _same(folder: Path, published: Path) -> None:
    found = contents(folder)
    assert {name: content for name, content in found.items() if name in contents(published)} == (
        contents(published)
    )
    assert set(found) - set(contents(published)) == {"record.json", "card.json"}


def test_a_model_arrives_whole(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    told: list[tuple[int, int, str]] = []
    folder = download(tmp_path / "models", card, lambda *step: told.append(step), Waits())
    _same(folder, published)
    assert told[-1][:2] == (card.size, card.size)
    assert [step[0] for step in told] == sorted(step[0] for step in told)
    assert {path.name for path in (tmp_path / "models").iterdir()} == {
        "tiny",
        ".staging-tiny.lock",
    }
    assert all(one.authorization == "" for one in hub.asked)


def test_a_line_that_is_cut_goes_on_where_it_was(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    hub.always = Fault(cut=100_000)  # more often than there are tries: each brings new bytes
    _same(_get(tmp_path / "models", card), published)
    starts = [one.start for one in hub.asked_for(LONG)]
    assert len(starts) > 5
    assert starts == sorted(set(starts))


def test_a_server_that_begins_anew_each_time_is_given_up(
    tmp_path: Path, hub: FakeHub, card: ModelCard
) -> None:
    hub.always = Fault(cut=100_000, ignore_range=True)
    with pytest.raises(ModelError, match="interrupted") as caught:
        _get(tmp_path / "models", card)
    assert "goes on where it stopped" in caught.value.hint
    _nothing_under_the_name(tmp_path / "models")
    assert len(hub.asked_for(LONG)) < 10


def test_a_server_that_ignores_ranges_is_read_from_the_start(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    _begin(tmp_path / "models", LONG, published, 250_000)
    hub.always = Fault(ignore_range=True)
    _same(_get(tmp_path / "models", card), published)


def _begin(root: Path, name: str, published: Path, count: int) -> Path:
    """What a stopped download has left of one file."""
    path = root / ".staging-tiny" / f"{name}.partial"
    path.parent.mkdir(parents=True)
    path.write_bytes((published / name).read_bytes()[:count])
    return path


def test_a_stopped_download_goes_on(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if name == LONG and done > 200_000:
            raise Stopped

    root = tmp_path / "models"
    with pytest.raises(Stopped):
        download(root, card, stop, Waits())
    _nothing_under_the_name(root)
    begun = (root / ".staging-tiny" / f"{LONG}.partial").stat().st_size
    assert begun > 100_000
    hub.asked.clear()
    _same(_get(root, card), published)
    assert [one.start for one in hub.asked_for(LONG)] == [begun]
    assert hub.asked_for("config.json") == [], "what is whole is not asked for again"


@pytest.mark.skipif(os.name == "nt", reason="kills a process as only Unix can")
def test_a_killed_download_goes_on(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    root = tmp_path / "models"
    (tmp_path / "card.json").write_text(card_json(card))
    hub.always = Fault(pause=400_000)
    program = (
        "import sys; from pathlib import Path\n"
        "from docmind.core.models.cards import read_card\n"
        "from docmind.core.models.download import download\n"
        "print('go', flush=True)\n"
        "download(Path(sys.argv[1]), read_card(Path(sys.argv[2])),"
        " lambda done, total, name: print(done, flush=True))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(root), str(tmp_path / "card.json")],
        stdout=subprocess.PIPE,
        text=True,
    )
    partial = root / ".staging-tiny" / f"{LONG}.partial"
    assert child.stdout is not None
    for _line in child.stdout:  # until it is in the middle of the long file
        if partial.exists() and partial.stat().st_size >= 300_000:
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    _nothing_under_the_name(root)
    begun = partial.stat().st_size
    assert 300_000 <= begun < LARGE
    hub.resume.set()
    hub.always = Fault()
    hub.asked.clear()
    _same(_get(root, card), published)
    assert [one.start for one in hub.asked_for(LONG)] == [begun]


def test_a_damaged_partial_is_found_out_deleted_and_then_got_again(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    root = tmp_path / "models"
    partial = _begin(root, LONG, published, 300_000)
    partial.write_bytes(b"\0" * 300_000)
    with pytest.raises(ModelError, match="not what was published") as caught:
        _get(root, card)
    assert LONG in caught.value.title
    _nothing_under_the_name(root)
    assert not partial.exists()
    _same(_get(root, card), published)


def test_a_partial_that_is_too_long_begins_anew(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    root = tmp_path / "models"
    _begin(root, LONG, published, LARGE).write_bytes(b"\0" * (LARGE + 5))
    _same(_get(root, card), published)


def test_a_server_that_has_nothing_more_is_asked_from_the_start(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    _begin(tmp_path / "models", LONG, published, 300_000)
    hub.faults.extend([Fault()] * list(hub.files).index(LONG))
    hub.faults.append(Fault(status=416))
    _same(_get(tmp_path / "models", card), published)
    assert [one.start for one in hub.asked_for(LONG)] == [300_000, 0]


def test_a_part_that_begins_elsewhere_is_not_taken(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    _begin(tmp_path / "models", LONG, published, 300_000)
    hub.always = Fault(shift=7)
    _same(_get(tmp_path / "models", card), published)
    assert [one.start for one in hub.asked_for(LONG)] == [300_000, 0]


@pytest.mark.parametrize("fault", [Fault(flip=True), Fault(extra=10)])
def test_another_content_is_refused(
    tmp_path: Path, hub: FakeHub, card: ModelCard, fault: Fault
) -> None:
    hub.always = fault
    with pytest.raises(ModelError, match="is not what was published"):
        _get(tmp_path / "models", card)
    _nothing_under_the_name(tmp_path / "models")
    assert list((tmp_path / "models").rglob("*.partial")) == []


def test_a_shorter_file_than_published_is_given_up(
    tmp_path: Path, hub: FakeHub, card: ModelCard
) -> None:
    hub.files[LONG] = hub.files[LONG][:1000]
    with pytest.raises(ModelError):
        _get(tmp_path / "models", card)
    _nothing_under_the_name(tmp_path / "models")


@pytest.mark.parametrize(
    ("status", "title", "hint"),
    [
        (401, "does not give this model to everybody", "HF_TOKEN"),
        (403, "does not give this model to everybody", "HF_TOKEN"),
        (404, "does not have a file", "import"),
        (410, "does not have a file", "import"),
        (451, "cannot be used", "proxy"),
    ],
)
def test_refusals_are_told_at_once_and_in_words(
    tmp_path: Path, hub: FakeHub, card: ModelCard, status: int, title: str, hint: str
) -> None:
    hub.always = Fault(status=status)
    with pytest.raises(ModelError, match=title) as caught:
        _get(tmp_path / "models", card)
    assert hint in caught.value.hint
    assert str(status) in caught.value.detail
    assert len(hub.asked) == 1
    _nothing_under_the_name(tmp_path / "models")


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_waited_for(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path, status: int
) -> None:
    hub.faults.append(Fault(status=status, headers={"Retry-After": "7"}))
    waits = Waits()
    _same(download(tmp_path / "models", card, wait=waits), published)
    assert 7.0 <= waits.seconds < 8.0


def test_a_server_that_stays_busy_is_given_up(
    tmp_path: Path, hub: FakeHub, card: ModelCard
) -> None:
    hub.always = Fault(status=503)
    with pytest.raises(ModelError, match="cannot be reached") as caught:
        _get(tmp_path / "models", card)
    assert "503" in caught.value.detail
    assert len(hub.asked) == 5


def test_waiting_can_be_stopped(tmp_path: Path, hub: FakeHub, card: ModelCard) -> None:
    hub.always = Fault(status=429, headers={"Retry-After": "3600"})
    asked = 0

    def stop(done: int, total: int, name: str) -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise Stopped

    with pytest.raises(Stopped):
        download(tmp_path / "models", card, stop, Waits())
    assert len(hub.asked) == 1


def test_nobody_there_is_told(
    tmp_path: Path, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="cannot be reached") as caught:
        _get(tmp_path / "models", card)
    assert "import" in caught.value.hint
    monkeypatch.setenv("HF_ENDPOINT", "ftp://somewhere")
    with pytest.raises(ModelError, match="address of the hub"):
        _get(tmp_path / "models", card)


def test_the_token_goes_to_the_hub_and_to_nobody_else(
    tmp_path: Path,
    hub: FakeHub,
    card: ModelCard,
    published: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_TOKEN", "secret")
    with FakeHub(published, card) as elsewhere:
        elsewhere.always = Fault(cut=400_000)
        hub.elsewhere = elsewhere.address
        _same(_get(tmp_path / "models", card), published)
        assert {one.authorization for one in hub.asked} == {"Bearer secret"}
        assert {one.authorization for one in elsewhere.asked} == {""}
        assert len(elsewhere.asked_for(LONG)) == len(hub.asked_for(LONG)) == 2


def test_a_hub_that_leads_in_circles_is_left(tmp_path: Path, hub: FakeHub, card: ModelCard) -> None:
    hub.elsewhere = hub.address
    with pytest.raises(ModelError, match="circles"):
        _get(tmp_path / "models", card)


def test_files_without_a_pinned_checksum_are_compared_with_the_listing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clip(tmp_path / "seen", quick=True)
    card = card_of(folder, "tiny", "clip", unpinned=("open_clip_config.json",))
    with FakeHub(folder, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        hub.always = Fault(flip=True)
        with pytest.raises(ModelError, match="not what was published"):
            _get(tmp_path / "models", card)
        _nothing_under_the_name(tmp_path / "models")
        hub.always = Fault()
        _same(_get(tmp_path / "models", card), folder)
        del hub.files["open_clip_config.json"]
        with pytest.raises(ModelError, match="does not have a file"):
            _get(tmp_path / "others", card)


def test_a_hub_that_lists_nonsense_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = clip(tmp_path / "seen", quick=True)
    card = card_of(folder, "tiny", "clip", unpinned=("open_clip_config.json",))
    with FakeHub(folder, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        for listing in ({"error": "no"}, ["a"], None, [{"type": "file", "path": "x"}]):
            hub.listing = lambda listing=listing: listing  # type: ignore[method-assign]
            with pytest.raises(ModelError, match="something else than a list"):
                _get(tmp_path / "models", card)


def test_what_arrives_whole_but_is_no_model_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bge_m3(tmp_path / "broken")
    (folder / "colbert_linear.pt").unlink()
    card = card_of(folder, "tiny")
    with FakeHub(folder, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        with pytest.raises(ModelError, match="head"):
            _get(tmp_path / "models", card)
    _nothing_under_the_name(tmp_path / "models")


def test_too_little_room_is_told_before_anything_is_asked_for(
    tmp_path: Path, hub: FakeHub, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "RESERVE", 1 << 60)
    with pytest.raises(DiskFull, match="not enough room"):
        _get(tmp_path / "models", card)
    assert hub.asked == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 KB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_is_told_and_what_came_stays(
    small_disk: Path, hub: FakeHub, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "RESERVE", -(1 << 30))
    with pytest.raises(DiskFull, match="disk is full"):
        _get(small_disk, card)
    _nothing_under_the_name(small_disk)
    assert (small_disk / ".staging-tiny" / f"{LONG}.partial").stat().st_size > 0


def test_a_full_disk_is_told_wherever_it_shows(
    tmp_path: Path, hub: FakeHub, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(connection.os, "fsync", full)
    with pytest.raises(DiskFull, match="disk is full"):
        _get(tmp_path / "models", card)
    _nothing_under_the_name(tmp_path / "models")


def test_one_download_of_a_model_at_a_time(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    root = tmp_path / "models"
    with locked(root, "tiny"), pytest.raises(ModelError, match="being installed already"):
        _get(root, card)
    _same(_get(root, card), published)


def test_only_what_is_damaged_is_got_again(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    root = tmp_path / "models"
    folder = _get(root, card)
    (folder / "config.json").unlink()
    content = (folder / "tokenizer.json").read_bytes()
    (folder / "tokenizer.json").write_bytes(content[:-1] + b"?")  # of the same size
    hub.asked.clear()
    _same(_get(root, card), published)
    asked = [one.path.rpartition("/")[2] for one in hub.asked]
    assert sorted(asked) == ["config.json", "tokenizer.json"]


def test_what_an_older_version_left_is_taken_away(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path
) -> None:
    stale = tmp_path / "models" / ".staging-tiny" / "model.safetensors"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"old")
    _same(_get(tmp_path / "models", card), published)


def test_a_certificate_nobody_vouches_for_is_told_with_what_to_do(
    tmp_path: Path, card: ModelCard, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = own_identity(tmp_path / "hub.pem")
    with FakeHub(published, card, identity) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        with pytest.raises(ModelError, match="does not prove who it is") as caught:
            _get(tmp_path / "models", card)
        assert "SSL_CERT_FILE" in caught.value.hint
        assert hub.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(identity))
        _same(_get(tmp_path / "models", card), published)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    with pytest.raises(ModelError, match="certificates cannot be read"):
        _get(tmp_path / "others", card)


def test_the_proxy_of_the_environment_is_used(
    tmp_path: Path, hub: FakeHub, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="cannot be reached"):
        _get(tmp_path / "models", card)
    assert hub.asked == []
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    _get(tmp_path / "models", card)


def test_protected_does_not_lead_to_unprotected(
    tmp_path: Path,
    hub: FakeHub,
    card: ModelCard,
    published: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    identity = own_identity(tmp_path / "hub.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(identity))
    with FakeHub(published, card, identity) as protected:
        protected.elsewhere = hub.address
        monkeypatch.setenv("HF_ENDPOINT", protected.address)
        with pytest.raises(ModelError, match="not protected"):
            _get(tmp_path / "models", card)
    assert hub.asked == []


def test_the_same_record_whether_downloaded_or_imported(
    tmp_path: Path, hub: FakeHub, card: ModelCard, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fakes.model_files import shelf

    from docmind.core.models.store import ModelStore

    resources = shelf(tmp_path / "resources", card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    one, other = ModelStore(tmp_path / "one"), ModelStore(tmp_path / "other")
    assert one.download("tiny", wait=Waits()).state == "installed"
    assert other.import_from(published).state == "installed"
    assert contents(one.folder("tiny")) == contents(other.folder("tiny"))
    record = json.loads((one.folder("tiny") / "record.json").read_text())
    assert record["unpinned"] == []


def test_every_connection_is_noted(tmp_path: Path, hub: FakeHub, card: ModelCard) -> None:
    hub.faults.append(Fault(cut=1))
    _get(tmp_path / "models", card)
    made = connections_made()
    assert len(made) == len(hub.asked)
    assert {one.host for one in made} == {hub.address.removeprefix("http://")}
    assert sorted({one.outcome for one in made}) == ["broken off", "done"]
    assert f"Tiny: {LONG}" in {one.purpose for one in made}
    assert sum(one.received for one in made) >= LARGE
    assert [one.outcome for one in made].count("broken off") == 1


def test_nothing_is_asked_for_that_cannot_be_noted(
    tmp_path: Path, hub: FakeHub, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DOCMIND_CONNECTIONS_FILE", str(tmp_path / "file" / "journal"))
    with pytest.raises(DocMindError, match="cannot be written down"):
        _get(tmp_path / "models", card)
    assert hub.asked == []
