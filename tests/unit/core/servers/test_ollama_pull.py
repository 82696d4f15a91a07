"""Having Ollama download a model."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest
from fakes.ollama import FakeOllama, PullFault
from fakes.ollama_models import BGE_M3

from docmind.core.errors import ProviderError
from docmind.core.servers.client import ServerClient
from docmind.core.servers.ollama import Ollama, PullStep
from docmind.core.servers.options import ServerOptions


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    with FakeOllama(models=()) as ollama:
        yield ollama


@pytest.fixture
def client(fake: FakeOllama) -> Iterator[ServerClient]:
    made = ServerClient(ServerOptions(fake.address, "", load_seconds=20), "Downloading")
    yield made
    made.close()


def steps(fake: FakeOllama, client: ServerClient, name: str = "bge-m3") -> list[PullStep]:
    return list(Ollama(ServerOptions(fake.address, name), client).pull(name))


def fault(fake: FakeOllama, client: ServerClient, name: str = "bge-m3") -> ProviderError:
    with pytest.raises(ProviderError) as told:
        steps(fake, client, name)
    return told.value


def test_it_tells_the_bytes_of_all_layers_until_success(
    fake: FakeOllama, client: ServerClient
) -> None:
    told = steps(fake, client)
    assert fake.bodies("/api/pull") == [{"model": "bge-m3", "stream": True}]
    assert told[0] == PullStep("pulling manifest", 0, 0)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1] == PullStep("success", BGE_M3.size, BGE_M3.size)
    assert "bge-m3:latest" in fake.installed


def test_an_error_before_the_first_line_is_told(fake: FakeOllama, client: ServerClient) -> None:
    fake.pull_faults.append(PullFault(before="no space left on device"))
    error = fault(fake, client)
    assert error.title.endswith("could not download bge-m3")
    assert "no space left on device" in error.detail


def test_an_error_after_it_is_told_too(fake: FakeOllama, client: ServerClient) -> None:
    fake.pull_faults.append(PullFault(at=500_000, error="max retries exceeded: EOF"))
    error = fault(fake, client)
    assert "max retries exceeded" in error.detail
    assert error.retryable
    assert "docmind models download ollama:bge-m3" in error.hint


def test_a_model_that_nobody_offers_is_told(fake: FakeOllama, client: ServerClient) -> None:
    error = fault(fake, client, "bge-m4")
    assert error.code == "model_not_found"
    assert error.title == "There is no model bge-m4 that Ollama could download"


def test_a_line_that_breaks_is_no_success(fake: FakeOllama, client: ServerClient) -> None:
    fake.pull_faults.append(PullFault(at=500_000, drop=True))
    error = fault(fake, client)
    assert error.code == "connection_error"
    assert not fake.installed
    began = steps(fake, client)[1]
    assert began.done > 0  # it goes on where it was
    assert fake.installed


def test_an_end_without_success_is_none(
    fake: FakeOllama, client: ServerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ServerClient, "lines", lambda *_: iter([{"status": "pulling manifest"}]))
    assert "broke off" in fault(fake, client).detail


@pytest.mark.parametrize("number", [float("inf"), float("nan"), -1, "7", None, 10**400])
def test_odd_numbers_stop_no_download(
    fake: FakeOllama, client: ServerClient, monkeypatch: pytest.MonkeyPatch, number: object
) -> None:
    lines = [{"status": "x", "digest": "d", "total": number}, {"status": "success"}]
    monkeypatch.setattr(ServerClient, "lines", lambda *_: iter(lines))
    assert [step.status for step in steps(fake, client)] == ["x", "success"]


def test_no_download_has_endless_parts(
    fake: FakeOllama, client: ServerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = ({"status": "x" * 9999, "digest": str(number)} for number in itertools.count())
    monkeypatch.setattr(ServerClient, "lines", lambda *_: endless)
    told: list[PullStep] = []
    with pytest.raises(ProviderError, match="has no end"):
        told.extend(Ollama(ServerOptions(fake.address, ""), client).pull("bge-m3"))
    assert max(len(step.status) for step in told) < 400


def test_leaving_it_stops_the_download(fake: FakeOllama, client: ServerClient) -> None:
    fake.pull_faults.append(PullFault(at=500_000, hang=True))
    for step in Ollama(ServerOptions(fake.address, "bge-m3"), client).pull("bge-m3"):
        if step.done > 300_000:
            break
    assert fake.left.wait(20)
    assert not fake.installed


def test_closing_the_client_stops_one_that_hangs(fake: FakeOllama, client: ServerClient) -> None:
    fake.pull_faults.append(PullFault(at=500_000, hang=True))
    found: list[ProviderError] = []
    pulling = threading.Thread(target=lambda: found.append(fault(fake, client)))
    pulling.start()
    assert fake.reached.wait(20)
    client.close()
    pulling.join(20)
    assert found[0].code == "connection_error"
    assert fake.left.wait(20)


def test_a_cloud_model_is_not_downloaded(fake: FakeOllama, client: ServerClient) -> None:
    assert "does not run on this computer" in fault(fake, client, "big:cloud").title
    assert not fake.asked


def test_nobody_there_is_told() -> None:
    with FakeOllama() as gone:
        options = ServerOptions(gone.address, "")
    client = ServerClient(options, "Downloading")
    with pytest.raises(ProviderError) as told:
        list(Ollama(options, client).pull("bge-m3"))
    client.close()
    assert told.value.code == "connection_error"
