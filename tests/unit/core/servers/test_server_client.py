"""Calls to a server: what is sent, what is asked again, what is refused, how it is given up."""

from __future__ import annotations

import itertools
import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from fakes.scripted_server import ScriptedServer, answer

from docmind.core import journal
from docmind.core.errors import ProviderError
from docmind.core.servers import client as client_module
from docmind.core.servers import line as line_module
from docmind.core.servers.allowing import allow_server, forbid_server
from docmind.core.servers.client import ServerClient
from docmind.core.servers.open_lines import close_all
from docmind.core.servers.options import ServerOptions

OK = answer({"ok": True})
KEY = "sk-very-secret-5f3a"


@contextmanager
def client_of(address: str, **more: object) -> Iterator[tuple[ServerClient, list[float]]]:
    """A client, and the waits between its tries, which nobody waits."""
    options = {"secret": "", "answer_seconds": 20.0, **more}
    waits: list[float] = []
    client = ServerClient(
        ServerOptions(address, "bge-m3", **options),  # type: ignore[arg-type]
        "bge-m3: passages",
        wait=waits.append,
    )
    try:
        yield client, waits
    finally:
        client.close()


def refused(client: ServerClient, path: str = "/embed", **more: object) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        client.post(path, {"input": ["a"]}, **more)  # type: ignore[arg-type]
    return caught.value


# what is sent


def test_json_goes_out_and_comes_back() -> None:
    with ScriptedServer(OK).running() as server, client_of(server.address + "/v1/") as (client, _):
        assert client.post("/embed", {"input": ["schön \ud800"]}) == {"ok": True}
        assert client.get("/tags") == {"ok": True}
    post, get = server.asked
    assert post.first_line == "POST /v1/embed HTTP/1.1"
    assert post.json == {"input": ["schön ?"]}
    assert post.headers["content-type"] == "application/json"
    assert "authorization" not in post.headers
    assert get.first_line == "GET /v1/tags HTTP/1.1"
    assert get.body == b""


def test_the_key_is_sent_and_never_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    complaint = answer({"error": {"message": f"Incorrect API key provided: {KEY}."}}, 401)
    with (
        ScriptedServer(complaint).running() as server,
        client_of(server.address, secret="openai") as (client, _),
    ):
        error = refused(client)
        assert error.code == "unauthorized"
        told = [repr(client), repr(vars(client)), str(error), repr(error), repr(error.__reduce__())]
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert len(server.asked) == 1
    assert "[key]" in error.detail
    assert not [one for one in [*told, caplog.text] if KEY in one]


def test_a_key_that_no_header_can_carry_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", f"{KEY}\nX: y")
    with client_of("http://127.0.0.1:9", secret="openai") as (client, _):
        error = refused(client)
    assert error.code == "unauthorized"
    assert KEY not in str(error)
    assert "DOCMIND_OPENAI_API_KEY" in error.hint


def test_no_cookie_is_kept() -> None:
    server = ScriptedServer(answer({}, Set_Cookie="seen=1; Path=/"))
    with server.running(), client_of(server.address) as (client, _):
        client.get("/a")
        client.get("/b")
    assert "cookie" not in server.asked[1].headers


# what is asked again


@pytest.mark.parametrize(
    ("status", "tries", "code"),
    [(429, 4, "overloaded"), (503, 4, "overloaded"), (401, 1, "unauthorized"),
     (403, 1, "unauthorized"), (404, 1, "model_not_found"), (413, 1, "context_length_exceeded"),
     (424, 1, "internal_error"), (500, 1, "internal_error"), (501, 1, "invalid_request"),
     (502, 1, "connection_error"), (504, 1, "timeout"), (400, 1, "invalid_request")],
)  # fmt: skip
def test_only_what_may_pass_is_asked_again(status: int, tries: int, code: str) -> None:
    server = ScriptedServer(answer({"error": "something"}, status))
    with server.running(), client_of(server.address) as (client, waits):
        error = refused(client)
    assert (error.code, len(server.asked), len(waits)) == (code, tries, tries - 1)
    assert server.address.removeprefix("http://") in error.title or "bge-m3" in error.title


def test_a_busy_server_is_asked_until_it_answers() -> None:
    busy = answer({"error": "busy"}, 503)
    with (
        ScriptedServer(busy, busy, OK).running() as server,
        client_of(server.address) as (client, waits),
    ):
        assert client.post("/embed", {}) == {"ok": True}
    assert len(waits) == 2
    assert 0 <= waits[0] <= 0.5
    assert 0 <= waits[1] <= 1.0


def test_waits_are_spread() -> None:
    seen = set()
    with ScriptedServer(answer({}, 503)).running() as server:
        for _ in range(3):
            with client_of(server.address) as (client, waits):
                refused(client)
            seen.update(waits)
    assert len(seen) > 3


def test_a_server_says_how_long_to_wait() -> None:
    busy = answer({}, 429, Retry_After="7")
    with (
        ScriptedServer(busy, OK).running() as server,
        client_of(server.address) as (client, waits),
    ):
        client.post("/embed", {})
    assert waits == [7.0]


def test_a_server_that_asks_for_very_long_is_left_alone() -> None:
    with (
        ScriptedServer(answer({}, 429, Retry_After="3600")).running() as server,
        client_of(server.address) as (client, waits),
    ):
        error = refused(client)
    assert (waits, error.retry_after, error.retryable) == ([], 3600.0, True)


@pytest.mark.parametrize("stated", ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_is_left_alone_for_ever(stated: str) -> None:
    with (
        ScriptedServer(answer({}, 503, Retry_After=stated)).running() as server,
        client_of(server.address) as (client, _),
    ):
        assert refused(client).retry_after == 3600


def test_no_money_left_is_not_asked_again() -> None:
    body = {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}
    with (
        ScriptedServer(answer(body, 429)).running() as server,
        client_of(server.address) as (client, _),
    ):
        assert not refused(client).retryable
    assert len(server.asked) == 1


def test_a_model_that_failed_is_asked_once_more() -> None:
    failed = answer({"error": 'do embedding request: Post "http://127.0.0.1:4/x": EOF'}, 400)
    with (
        ScriptedServer(failed).running() as server,
        client_of(server.address) as (client, waits),
    ):
        error = refused(client)
    assert (error.code, len(server.asked), len(waits)) == ("internal_error", 2, 1)


def test_a_provider_may_judge_by_itself() -> None:
    def judge(status: int, text: str) -> ProviderError | None:
        own = ProviderError("It is in the cloud", code="invalid_request")
        return own if status == 403 and "cloud" in text else None

    server = ScriptedServer(answer({"error": "cloud is off"}, 403), answer({}, 403))
    with server.running(), client_of(server.address) as (client, _):
        assert refused(client, judge=judge).title == "It is in the cloud"
        assert refused(client, judge=judge).code == "unauthorized"


# what goes wrong on the line


def test_a_connection_dropped_before_any_byte_is_made_again() -> None:
    with ScriptedServer(b"", b"", OK).running() as server, client_of(server.address) as (client, w):
        assert client.post("/embed", {}) == {"ok": True}
    assert len(w) == 2


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with client_of(address) as (client, waits):
        error = refused(client)
    assert (error.code, error.retryable, len(waits)) == ("connection_error", True, 3)
    assert "refused" in error.detail.lower()


def test_few_tries_where_nobody_wants_to_wait() -> None:
    server = ScriptedServer(b"")
    with server.running():
        client = ServerClient(ServerOptions(server.address, "m"), "health", tries=1)
        assert refused(client).code == "connection_error"
        client.close()
    assert len(server.asked) == 1


def test_an_answer_that_ends_early_is_not_taken_for_whole() -> None:
    cut = answer({"embeddings": [[1.0] * 100]})[:-20]
    with ScriptedServer(cut).running() as server, client_of(server.address) as (client, waits):
        error = refused(client)
    assert (error.code, error.retryable, waits) == ("connection_error", True, [])
    assert "middle of its answer" in error.title


def test_patience_ends() -> None:
    server = ScriptedServer(b"", hold=True)
    with server.running(), client_of(server.address) as (client, waits):
        error = refused(client, patience=0.05)
    assert (error.code, error.retryable, waits) == ("timeout", True, [])


def test_a_slow_body_ends_too() -> None:
    """Each byte comes in time, the whole never does."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100_000):
            connection.sendall(b" ")
            if ended.wait(0.01):
                return

    ended = threading.Event()
    with ScriptedServer(drip).running() as server, client_of(server.address) as (client, _):
        assert refused(client, patience=0.2).code == "timeout"
        ended.set()


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"a"),
    ],
)
def test_no_part_of_an_answer_may_be_endless(
    first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time; the head of the answer, or of its parts, never ends."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(first)
        while not ended.wait(0.01):
            connection.sendall(again)

    monkeypatch.setattr(line_module, "_MORE_SECONDS", 0.2)
    ended = threading.Event()
    stop = threading.Timer(30, ended.set)
    stop.start()
    with ScriptedServer(drip).running() as server, client_of(server.address) as (client, waits):
        error = refused(client, patience=0.2)
        stop.cancel()
        ended.set()
    assert (error.code, waits) == ("timeout", [])


def test_the_first_call_waits_for_the_model_to_load() -> None:
    patience: list[float] = []

    def note(request: httpx.Request) -> httpx.Response:
        patience.append(request.extensions["timeout"]["read"])
        assert request.extensions["timeout"]["connect"] == 3.0
        return httpx.Response(200, json={})

    server = ServerOptions("http://127.0.0.1:9", "m", answer_seconds=60, load_seconds=300)
    client = ServerClient(server, "m", httpx.MockTransport(note))
    client.post("/api/show", {}, patience=5)
    client.get("/api/version")
    for _ in range(2):
        client.post("/api/embed", {})
    client.close()
    assert patience == [5, 60, 300, 60]


def test_after_a_while_the_model_may_have_to_load_again(monkeypatch: pytest.MonkeyPatch) -> None:
    patience: list[float] = []

    def note(request: httpx.Request) -> httpx.Response:
        patience.append(request.extensions["timeout"]["read"])
        return httpx.Response(200, json={})

    clock = itertools.count(step=40.0)
    monkeypatch.setattr(client_module.time, "monotonic", lambda: next(clock))
    options = ServerOptions("http://127.0.0.1:9", "m", answer_seconds=1e6, load_seconds=3e6)
    client = ServerClient(options, "m", httpx.MockTransport(note))
    client.post("/api/embed", {})
    client.post("/api/embed", {})
    for _ in range(2):
        next(clock)
    client.post("/api/embed", {})
    client.close()
    assert patience == [3e6, 1e6, 3e6]


# what is not taken


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (answer(b"<html>", kind="text/html"), "text/html"),
        (answer(b"[1, 2"), "not JSON"),
        (answer(b"[" * 100_000), "not JSON"),
        (answer(b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
    ],
)
def test_answers_that_cannot_be_used(reply: bytes, words: str) -> None:
    with ScriptedServer(reply).running() as server, client_of(server.address) as (client, _):
        error = refused(client)
    assert error.code == "internal_error"
    assert words in error.detail


def test_nan_is_left_to_those_who_look_at_numbers() -> None:
    with ScriptedServer(answer(b"[NaN]")).running() as server, client_of(server.address) as (c, _):
        assert str(c.get("/x")) == "[nan]"


def test_no_answer_is_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_BYTES", 1024 * 1024)
    reply = answer(b" " * (1024 * 1024 + 1))
    with ScriptedServer(reply).running() as server, client_of(server.address) as (client, _):
        assert "larger than 1 MB" in refused(client).detail


@pytest.mark.parametrize(
    ("place", "words"),
    [("http://elsewhere.example/v1", "elsewhere.example"), ("/v2", "another address"),
     ("http://[", "not named")],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 307])
def test_no_redirect_is_followed(place: str, words: str, status: int) -> None:
    with (
        ScriptedServer(answer({}, status, Location=place)).running() as server,
        client_of(server.address) as (client, _),
    ):
        error = refused(client)
    assert (error.code, len(server.asked)) == ("invalid_request", 1)
    assert words in str(error)


# where it goes


def test_a_proxy_is_not_asked_for_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(OK).running() as trap, ScriptedServer(OK).running() as server:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, trap.address)
        with client_of(server.address) as (client, _):
            client.post("/embed", {})
    assert (len(server.asked), trap.asked) == (1, [])


def test_a_proxy_is_asked_for_another_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    allow_server("gpu.example:8443")
    with ScriptedServer(answer({}, 403)).running() as proxy:
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with client_of("https://gpu.example:8443") as (client, _), pytest.raises(ProviderError):
            client.get("/v1/models")
    assert proxy.asked[0].first_line == "CONNECT gpu.example:8443 HTTP/1.1"


def test_no_proxy_reads_what_is_not_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word for a computer nearby is none for the proxy."""
    allow_server("gpu.local:7997")
    with ScriptedServer(OK).running() as trap, ScriptedServer(OK).running() as server:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, trap.address)
        monkeypatch.delenv("NO_PROXY", raising=False)
        place = ("127.0.0.1", int(server.address.rpartition(":")[2]))
        found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", place)]
        with monkeypatch.context() as looked_up, client_of("http://gpu.local:7997") as (client, _):
            looked_up.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
            client.post("/embed", {})
    assert (len(server.asked), trap.asked) == (1, [])


def test_a_word_taken_back_counts_at_once() -> None:
    allow_server("gpu.example")
    reply = httpx.MockTransport(lambda request: httpx.Response(200, json={}))
    client = ServerClient(ServerOptions("https://gpu.example/v1", "m"), "m", reply)
    client.post("/embeddings", {})
    forbid_server("gpu.example")
    assert "Texts may not go to gpu.example" in refused(client).title
    client.close()


def test_nothing_is_sent_elsewhere_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: reached.append(asked))
    monkeypatch.setattr(socket.socket, "connect", lambda self, place: reached.append(place))
    with client_of("https://gpu.example:8443/v1") as (client, waits):
        error = refused(client)
        with pytest.raises(ProviderError):
            client.get("/models")
        with pytest.raises(ProviderError):
            list(client.lines("/pull", {}))
    assert (reached, waits, journal.connections_made()) == ([], [], ())
    assert (error.code, error.retryable) == ("invalid_request", False)
    assert "gpu.example:8443" in error.title
    assert "leave this computer" in error.detail
    assert "gpu.example:8443" in error.hint


def test_the_journal_knows_before_anything_is_sent() -> None:
    noted: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        noted.extend(one.host for one in journal.connections_made())
        return httpx.Response(200, content=iter([b'{"a"', b": 1}"]))

    allow_server("gpu.example")
    options = ServerOptions("https://gpu.example/v1", "m")
    client = ServerClient(options, "Embedding with m", httpx.MockTransport(note))
    for _ in range(2):
        client.post("/embeddings", {})
    client.close()
    assert noted == ["gpu.example"] * 2
    (one,) = journal.connections_made()
    assert (one.purpose, one.received, one.outcome) == ("Embedding with m", 16, "done")


def test_a_process_that_ends_abruptly_notes_the_end() -> None:
    allow_server("gpu.example")
    options = ServerOptions("https://gpu.example/v1", "m")
    reply = httpx.MockTransport(lambda request: httpx.Response(200, json={}))
    client = ServerClient(options, "m", reply)
    client.get("/models")
    assert [one.outcome for one in journal.connections_made()] == [""]
    close_all()
    assert [one.outcome for one in journal.connections_made()] == ["done"]
    assert "given up" in refused(client).title


def test_this_computer_is_not_in_the_journal() -> None:
    with ScriptedServer(OK).running() as server, client_of(server.address) as (client, _):
        client.post("/embed", {})
    assert journal.connections_made() == ()


# many documents in one answer

STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n"


def test_lines_come_as_they_are_sent() -> None:
    server = ScriptedServer(STREAM + b'{"status": "a"}\n\n{"status": "b"}\n{"st', hold=True)
    with server.running(), client_of(server.address) as (client, _):
        lines = client.lines("/api/pull", {"model": "m"})
        assert [next(lines), next(lines)] == [{"status": "a"}, {"status": "b"}]
        lines.close()
        assert server.left.wait(10)


@pytest.mark.parametrize(
    ("reply", "code", "good"),
    [
        (STREAM + b'{"a": 1}\n{"a": 2}', "", 2),
        (STREAM + b'{"a": 1}\nnonsense\n', "internal_error", 1),
        (STREAM + b'{"a": 1}\n' + b" " * 1_100_000, "internal_error", 1),
        (answer({"error": "pull model manifest: file does not exist"}, 500), "internal_error", 0),
        (answer(b'{"a": 1}\n{"a"')[:-1], "connection_error", 1),
    ],
)
def test_how_lines_end(reply: bytes, code: str, good: int) -> None:
    found, error = [], ""
    with ScriptedServer(reply).running() as server, client_of(server.address) as (client, _):
        try:
            for line in client.lines("/api/pull", {}):
                found.append(line)
        except ProviderError as caught:
            error = caught.code
    assert (error, len(found)) == (code, good)


# giving up


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"])
def test_another_thread_gives_up_what_is_under_way(begun: bytes) -> None:
    with ScriptedServer(begun, hold=True).running() as server:
        client = ServerClient(ServerOptions(server.address, "m", load_seconds=60), "m")
        failed: list[ProviderError] = []
        asking = threading.Thread(target=lambda: failed.append(refused(client)))
        asking.start()
        _until(lambda: bool(server.asked))
        client.close()
        asking.join(20)
        assert not asking.is_alive()
        assert server.left.wait(10)
    assert (failed[0].code, failed[0].retryable) == ("connection_error", False)
    assert "given up" in failed[0].title
    assert refused(client).title == failed[0].title


def test_many_threads_are_given_up_at_once() -> None:
    ends: list[ProviderError] = []

    def ask() -> None:
        try:
            while True:
                client.post("/embed", {})
        except ProviderError as error:
            ends.append(error)

    with ScriptedServer(OK).running() as server:
        client = ServerClient(ServerOptions(server.address, "m"), "m")
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        _until(lambda: len(server.asked) > 20)
        client.close()
        for thread in threads:
            thread.join(20)
    assert {error.title for error in ends} == {refused(client).title}
    assert len(ends) == 8


def test_a_wait_is_given_up_too() -> None:
    with ScriptedServer(answer({}, 503, Retry_After="15")).running() as server:
        client = ServerClient(ServerOptions(server.address, "m"), "m")
        failed: list[ProviderError] = []
        asking = threading.Thread(target=lambda: failed.append(refused(client)))
        asking.start()
        _until(lambda: bool(server.asked))
        client.close()
        asking.join(10)
        assert not asking.is_alive()
    assert failed[0].code == "connection_error"
    client.close()


def _until(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(2000):
        if true():
            return
        pause.wait(0.005)
    raise AssertionError("it never came to that")


def test_the_body_is_json() -> None:
    with ScriptedServer(OK).running() as server, client_of(server.address) as (client, _):
        client.post("/x", {"a": [1.5, None, True]})
    assert json.loads(server.asked[0].body) == {"a": [1.5, None, True]}
