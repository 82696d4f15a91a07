"""A small document of strangers: little is sent, little is believed, and nothing waits long."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
from fakes.hub import own_identity
from fakes.release_list import ReleaseList, drip, drip_body, drop, flood, hang

from docmind.core.errors import NetworkError, UsageError
from docmind.core.journal import connections_made
from docmind.core.models import small_document
from docmind.core.models.small_document import fetch


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("SSL_CERT", "REQUESTS_CA")):
            monkeypatch.delenv(name)


def refusal(served: ReleaseList, seconds: float = 20.0) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        fetch(served.address, "x", seconds=seconds)
    assert served.host in caught.value.title
    assert caught.value.hint
    return caught.value


def test_the_document_comes_and_the_journal_knows() -> None:
    with ReleaseList(b"{}") as served:
        assert fetch(served.address, "looking") == b"{}"
        (one,) = connections_made()
        assert (one.host, one.purpose, one.received, one.outcome) == (
            served.host, "looking", 2, "done",
        )  # fmt: skip


def test_nothing_is_sent_but_the_request() -> None:
    with ReleaseList(b"{}") as served:
        served.headers = {"Set-Cookie": "who=nora"}
        fetch(served.address, "x")
        fetch(served.address, "x")
        for _path, headers in served.asked:
            assert headers == {
                "Host": served.host, "User-Agent": "docmind", "Accept": "application/json",
                "Accept-Encoding": "identity", "Connection": "close",
            }  # fmt: skip


def test_this_computer_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with ReleaseList(b"{}") as served:
        assert fetch(served.address, "x") == b"{}"


def test_what_cannot_be_written_down_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_CONNECTIONS_FILE", "/proc/nothing/connections.jsonl")
    with ReleaseList(b"{}") as served:
        with pytest.raises(Exception, match="cannot be written down"):
            fetch(served.address, "x")
        assert served.asked == []


@pytest.mark.parametrize("behaviour", [hang, drip, drip_body], ids=lambda one: one.__name__)
def test_one_that_holds_the_line_is_left_in_time(behaviour: object) -> None:
    with ReleaseList() as served:
        served.misbehave = behaviour  # type: ignore[assignment]
        error = refusal(served, seconds=0.3)
        assert "in time" in error.title
        assert not served.let_go.is_set()
    assert connections_made()[0].outcome == "broken off"


def test_one_that_drops_the_line_is_told_of() -> None:
    with ReleaseList() as served:
        served.misbehave = drop
        assert "cannot be reached" in refusal(served).title


@pytest.mark.parametrize("behaviour", [flood, None], ids=["no end", "stated length"])
def test_one_that_sends_too_much_is_cut_off(behaviour: object) -> None:
    with ReleaseList(b" " * (small_document.MOST_BYTES + 1)) as served:
        served.misbehave = behaviour  # type: ignore[assignment]
        assert "larger than 256 KB" in refusal(served).detail


def test_packed_answers_are_refused() -> None:
    with ReleaseList(b"\x1f\x8b") as served:
        served.headers = {"Content-Encoding": "gzip"}
        assert "packed" in refusal(served).detail


@pytest.mark.parametrize(
    ("status", "said"), [(404, "has nothing"), (410, "has nothing"), (500, "500"), (204, "204")]
)
def test_statuses_are_told(status: int, said: str) -> None:
    with ReleaseList() as served:
        served.status = status
        assert said in str(refusal(served))


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with ReleaseList(b"{}") as served:

        def once(told: ReleaseList, answer: object) -> None:
            told.misbehave = None
            answer.send_response(302)  # type: ignore[attr-defined]
            answer.send_header("Location", "/elsewhere.json")  # type: ignore[attr-defined]
            answer.send_header("Set-Cookie", "who=nora")  # type: ignore[attr-defined]
            answer.end_headers()  # type: ignore[attr-defined]

        served.misbehave = once
        assert fetch(served.address, "x") == b"{}"
        assert [path for path, _ in served.asked] == [
            "/docmind/docmind-release.json", "/elsewhere.json",
        ]  # fmt: skip
        assert "Cookie" not in served.asked[1][1]
    assert [one.outcome for one in connections_made()] == ["done", "led on"]


def test_a_redirect_to_another_host_is_refused() -> None:
    with ReleaseList(b"{}") as other, ReleaseList() as served:
        served.status, served.headers = 302, {"Location": other.address}
        assert "leads to another computer" in refusal(served).title
        assert other.asked == []


@pytest.mark.parametrize("place", ["file:///etc/passwd", "https://127.0.0.1/x", "http://["])
def test_senseless_redirects_are_refused(place: str) -> None:
    with ReleaseList() as served:
        served.status, served.headers = 302, {"Location": place}
        with pytest.raises((NetworkError, UsageError)):
            fetch(served.address, "x")
        assert len(served.asked) == 1


def test_a_redirect_that_adds_a_password_is_refused() -> None:
    with ReleaseList() as served:
        there = served.address.replace("http://", "http://nora:secret@")
        served.status, served.headers = 302, {"Location": there}
        with pytest.raises(UsageError, match="password"):
            fetch(served.address, "x")
        assert len(served.asked) == 1


def test_circles_end() -> None:
    with ReleaseList() as served:
        served.status, served.headers = 302, {"Location": served.address}
        assert "circles" in refusal(served).title
        assert len(served.asked) == 4


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_arguments: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(NetworkError) as caught:
        fetch("https://updates.example/docmind.json", "x")
    assert caught.value.title == "updates.example cannot be found"
    assert "no network" in caught.value.detail


def test_without_a_way_to_a_number_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(*_arguments: object, **_options: object) -> socket.socket:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", no_way)
    with pytest.raises(NetworkError) as caught:
        fetch("https://192.0.2.1/x", "x")
    assert (caught.value.title, caught.value.detail) == (
        "192.0.2.1 cannot be reached", "There is no network.",
    )  # fmt: skip


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NetworkError, match="cannot be reached") as caught:
        fetch(f"http://127.0.0.1:{port}/x", "x")
    assert caught.value.detail == "Connection refused."


def test_one_that_does_not_prove_who_it_is_is_refused(tmp_path: Path) -> None:
    import ssl

    with ReleaseList(b"{}") as served:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(own_identity(tmp_path / "identity.pem"))
        served._server.socket = context.wrap_socket(served._server.socket, server_side=True)
        with pytest.raises(NetworkError, match="does not prove who it is"):
            fetch(served.address.replace("http://", "https://"), "x")
        assert served.asked == []
