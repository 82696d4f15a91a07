"""Keys of servers: where they come from, where they go, and that nobody tells them."""

from __future__ import annotations

import json
import logging
import pickle

import httpx
import pytest
from fakes.keyring_backend import BrokenKeyring, FakeKeyring, using
from fakes.scripted_server import ScriptedServer, answer

from docmind.core import journal
from docmind.core.errors import DocMindError, ProviderError, UsageError
from docmind.core.paths import connections_file
from docmind.core.servers.allowing import allow_server
from docmind.core.servers.client import ServerClient
from docmind.core.servers.keys import KEY_NAMES, key_states, remove_key, save_key
from docmind.core.servers.options import ServerOptions
from docmind.core.servers.secrets import (
    keyring_title,
    remove_secret,
    save_secret,
    saved_secret,
    secret_for,
)
from docmind.core.settings import ServerSettings, Settings, load
from docmind.core.settings_file import save

KEY = "sk-very-secret-5f3a"
HOST = "gpu.example:8443"
ADDRESS = f"https://{HOST}/v1"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    with using(FakeKeyring()):
        save_secret("openai", HOST, "from-the-keyring")
        monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", f" {KEY}\n")
        assert secret_for("openai", HOST) == KEY
        assert secret_for("ollama", HOST) == ""
        monkeypatch.delenv("DOCMIND_OPENAI_API_KEY")
        assert secret_for("openai", HOST) == "from-the-keyring"
        assert secret_for("openai", HOST, keyring=False) == ""


def test_a_saved_key_is_for_one_host_only() -> None:
    with using(FakeKeyring()) as ring:
        save_secret("openai", HOST, f"{KEY}\n")
        assert ring.kept == {("DocMind", f"openai@{HOST}"): KEY}
        for name, host in (("openai", "gpu.example"), ("ollama", HOST), ("", HOST), ("x", HOST)):
            assert secret_for(name, host) == ""
        assert remove_secret("openai", HOST)
        assert not remove_secret("openai", HOST)
        assert ring.kept == {}


@pytest.mark.parametrize("key", ["", " ", "two words", "schlüssel", "a\nb", "x" * 10_001])
def test_what_is_no_key_is_not_saved(key: str) -> None:
    with using(FakeKeyring()) as ring, pytest.raises(UsageError) as caught:
        save_secret("openai", HOST, key)
    assert ring.kept == {}
    assert not key.strip() or key not in str(caught.value)


def test_without_a_keyring_that_is_said_plainly() -> None:
    """As on a computer without a desktop; ``conftest`` makes it so."""
    with pytest.raises(DocMindError) as caught:
        save_secret("server", HOST, KEY)
    assert caught.value.title == "The system's keyring cannot be used"
    assert KEY not in str(caught.value)
    assert "environment" in caught.value.hint
    assert secret_for("server", HOST) == ""
    assert keyring_title() == ""


@pytest.mark.parametrize("ring", [FakeKeyring(forgets=True), FakeKeyring(priority=0)])
def test_a_keyring_that_keeps_nothing_is_noticed(ring: FakeKeyring) -> None:
    with using(ring), pytest.raises(DocMindError, match="keyring cannot be used"):
        save_secret("openai", HOST, KEY)


def test_the_words_of_a_keyring_are_not_repeated() -> None:
    with using(BrokenKeyring()):
        with pytest.raises(DocMindError) as caught:
            save_secret("openai", HOST, KEY)
        assert saved_secret("openai", HOST) == ""
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "RuntimeError" in caught.value.detail


# the server that is set


def test_a_key_is_saved_for_the_server_that_is_set() -> None:
    settings = Settings(servers=ServerSettings(openai_address=ADDRESS))
    with using(FakeKeyring()) as ring:
        terms = save_key("openai", KEY, settings)
        assert (terms.host, terms.is_encrypted, terms.is_allowed) == (HOST, True, False)
        assert ring.kept == {("DocMind", f"openai@{HOST}"): KEY}
        states = {one.name: one for one in key_states(settings)}
        assert tuple(states) == KEY_NAMES
        assert (states["openai"].source, states["openai"].host) == ("keyring", HOST)
        assert (states["ollama"].source, states["ollama"].host) == ("none", "127.0.0.1:11434")
        assert (states["server"].source, states["server"].host) == ("none", "")
        assert KEY not in repr(states)
        assert remove_key("openai", settings)


def test_the_environment_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_SERVER_API_KEY", KEY)
    (*_, state) = key_states()
    assert (state.name, state.source, state.variable) == (
        "server",
        "environment",
        "DOCMIND_SERVER_API_KEY",
    )
    assert KEY not in repr(state)


@pytest.mark.parametrize(
    ("name", "address", "kind"),
    [("openai", "", UsageError), ("nobody", ADDRESS, UsageError),
     ("openai", "http://gpu.example/v1", ProviderError)],
)  # fmt: skip
def test_no_key_without_a_usable_server(name: str, address: str, kind: type[DocMindError]) -> None:
    settings = Settings(servers=ServerSettings(openai_address=address))
    with using(FakeKeyring()) as ring, pytest.raises(kind):
        save_key(name, KEY, settings)
    assert ring.kept == {}


# at the server


def _guarded(asked: list[str]) -> httpx.MockTransport:
    def look(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("Authorization", ""))
        good = asked[-1] == f"Bearer {KEY}"
        return httpx.Response(200 if good else 401, json={"detail": f"not {asked[-1]}"})

    return httpx.MockTransport(look)


def _client(address: str, asked: list[str]) -> ServerClient:
    allow_server(HOST)
    options = ServerOptions(address, "m", secret="openai")
    return ServerClient(options, "m", _guarded(asked), wait=lambda seconds: None, tries=1)


def test_on_this_computer_the_keyring_is_asked_when_the_server_wants_a_key() -> None:
    asked: list[str] = []
    with using(FakeKeyring()) as ring:
        ring.set_password("DocMind", "openai@127.0.0.1:7997", KEY)
        client = _client("http://127.0.0.1:7997/v1", asked)
        assert ring.asked == []
        client.post("/embeddings", {})
        client.post("/embeddings", {})
        client.close()
    assert asked == ["", f"Bearer {KEY}", f"Bearer {KEY}"]
    assert ring.asked == ["openai@127.0.0.1:7997"]


def test_another_computer_is_told_the_key_at_once() -> None:
    asked: list[str] = []
    with using(FakeKeyring()) as ring:
        ring.set_password("DocMind", f"openai@{HOST}", KEY)
        client = _client(ADDRESS, asked)
        client.post("/embeddings", {})
        client.close()
    assert asked == [f"Bearer {KEY}"]
    (noted,) = journal.connections_made()
    assert noted.host == HOST
    assert KEY not in connections_file().read_text(encoding="utf-8")


def test_a_key_that_was_changed_is_taken() -> None:
    asked: list[str] = []
    with using(FakeKeyring()) as ring:
        ring.set_password("DocMind", f"openai@{HOST}", "old")
        client = _client(ADDRESS, asked)
        with pytest.raises(ProviderError) as caught:
            client.post("/embeddings", {})
        ring.set_password("DocMind", f"openai@{HOST}", KEY)
        client.post("/embeddings", {})
        client.close()
    assert caught.value.code == "unauthorized"
    assert asked == ["Bearer old", "Bearer old", f"Bearer {KEY}"]


def test_many_lines_are_asked_for_with_a_key_too() -> None:
    asked: list[str] = []
    with using(FakeKeyring()) as ring:
        ring.set_password("DocMind", "openai@127.0.0.1:7997", KEY)
        client = _client("http://127.0.0.1:7997", asked)
        assert len(list(client.lines("/pull", {}))) == 1
        client.close()
    assert len(asked) == 2


def test_nobody_tells_the_key(caplog: pytest.LogCaptureFixture) -> None:
    """Not the log, nor what errors and objects say of themselves, nor the settings."""
    caplog.set_level(logging.DEBUG)
    complaint = answer({"error": {"message": f"Incorrect key: {KEY}."}}, 401)
    with ScriptedServer(complaint).running() as server, using(FakeKeyring()):
        save({"servers.openai_address": server.address})
        save_key("openai", KEY)
        options = ServerOptions(server.address, "m", secret="openai")
        client = ServerClient(options, "m", wait=lambda seconds: None)
        with pytest.raises(ProviderError) as caught:
            client.post("/embeddings", {"input": ["a"]})
        error = caught.value
        line = client._line
        told = [
            *map(repr, (client, vars(client), line, vars(line), options, key_states(), load())),
            *map(str, (error, error.__reduce__(), error.__context__)),
            pickle.dumps(error).decode("latin-1"),
            json.dumps(load().model_dump(mode="json")),
            caplog.text,
        ]
        client.close()
    assert server.asked[-1].headers["authorization"] == f"Bearer {KEY}"
    assert "[key]" in error.detail
    assert [one for one in told if KEY in one] == []
