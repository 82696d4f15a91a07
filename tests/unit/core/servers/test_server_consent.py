"""Whether texts may go to a server, and keeping a person's word on it."""

from __future__ import annotations

import pytest

from docmind.core.errors import DocMindError, ProviderError, UsageError
from docmind.core.paths import config_file
from docmind.core.servers.allowing import (
    allow_server,
    forbid_server,
    server_terms_of,
)
from docmind.core.servers.consent import require_allowed, server_terms
from docmind.core.servers.options import ServerOptions
from docmind.core.settings import ServerSettings, Settings, load
from docmind.core.settings_file import save


@pytest.mark.parametrize(
    ("address", "host", "here", "encrypted"),
    [
        ("http://127.0.0.1:11434", "127.0.0.1:11434", True, False),
        ("http://localhost:11434/v1", "localhost:11434", True, False),
        ("http://[::1]:8080", "[::1]:8080", True, False),
        ("https://localhost", "localhost", True, True),
        ("http://[::1%lo]:8080", "[::1%lo]:8080", False, False),
        ("https://gpu.example/v1", "gpu.example", False, True),
        ("https://GPU.example:8443/v1", "gpu.example:8443", False, True),
        ("http://192.168.1.20:11434", "192.168.1.20:11434", False, False),
        ("http://10.0.0.5", "10.0.0.5", False, False),
        ("http://[fd00::5]:8080", "[fd00::5]:8080", False, False),
        ("http://gpu.local:7997/v1", "gpu.local:7997", False, False),
    ],
)
def test_terms(address: str, host: str, here: bool, encrypted: bool) -> None:
    terms = server_terms(address, ())
    assert (terms.host, terms.is_this_computer, terms.is_encrypted) == (host, here, encrypted)
    assert terms.is_allowed == here
    assert server_terms(address, (host,)).is_allowed
    assert server_terms(address, (f" {host.upper()} ",)).is_allowed
    assert server_terms(address, ("elsewhere.example", host + "x", host[1:])).is_allowed == here


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "None is set"),
        ("gpu.example", "must look like"),
        ("ftp://gpu.example", "must look like"),
        ("http://", "must look like"),
        ("http://gpu.example:port", "must look like"),
        ("https://gpu example/", "must look like"),
        ("http://gpu.example[::1]/", "must look like"),
        ("http://[::1]gpu.example/", "must look like"),
        ("http://localhost\\gpu.example/", "must look like"),
        ("http://[::ffff:8.8.8.8]", "not protected"),
        ("http://localhost.gpu.example", "not protected"),
        ("http://127.0.0.1.gpu.example", "not protected"),
        ("https://gpu.example/\n", "must look like"),
        ("https://" + "x" * 2000, "must look like"),
        ("http://gpu.example", "not protected"),
        ("http://8.8.8.8:11434", "not protected"),
        ("http://gpu.local.example", "not protected"),
        ("https://nora:secret@gpu.example", "password"),
        ("http://nora@127.0.0.1:11434", "password"),
    ],
)
def test_addresses_that_are_never_asked(address: str, words: str) -> None:
    with pytest.raises(ProviderError) as caught:
        server_terms(address, ("gpu.example", "8.8.8.8:11434"))
    assert caught.value.code == "invalid_request"
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_word_is_needed_and_names_the_host() -> None:
    server = ServerOptions("http://192.168.1.20:11434", "bge-m3")
    with pytest.raises(ProviderError) as caught:
        require_allowed(server)
    told = str(caught.value)
    assert "192.168.1.20:11434" in caught.value.title
    assert "would leave this computer" in told
    assert "not be encrypted" in told
    assert "servers.text_may_go_to" in told


def test_a_word_given_later_counts() -> None:
    server = ServerOptions("https://gpu.example", "bge-m3")
    allow_server("gpu.example")
    assert require_allowed(server).is_allowed
    forbid_server("gpu.example")
    with pytest.raises(ProviderError):
        require_allowed(server)


def test_nothing_goes_elsewhere_while_the_settings_cannot_be_read() -> None:
    allow_server("gpu.example")
    config_file().write_text("[servers", encoding="utf-8")
    with pytest.raises(ProviderError, match="cannot be read"):
        require_allowed(ServerOptions("https://gpu.example", "bge-m3"))
    assert require_allowed(ServerOptions("http://127.0.0.1:11434", "bge-m3")).is_allowed


def test_a_word_is_kept_and_taken_back() -> None:
    allow_server(" GPU.example:8443 ")
    allow_server("nas.local")
    allow_server("nas.local")
    assert load().servers.text_may_go_to == ("gpu.example:8443", "nas.local")
    forbid_server("gpu.example:8443")
    assert load().servers.text_may_go_to == ("nas.local",)
    forbid_server("nas.local")
    forbid_server("nas.local")
    assert load().servers.text_may_go_to == ()


@pytest.mark.parametrize("host", ["", " ", "https://gpu.example", "a/b", "nora@host", "a b", "a?b"])
def test_what_is_no_host_is_not_allowed(host: str) -> None:
    with pytest.raises(UsageError, match="is no host"):
        allow_server(host)
    assert load().servers.text_may_go_to == ()


def test_the_environment_may_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_SERVERS__TEXT_MAY_GO_TO", '["gpu.example"]')
    allow_server("gpu.example")
    with pytest.raises(DocMindError, match="environment"):
        allow_server("elsewhere.example")


SERVERS = ServerSettings(
    ollama_address="http://192.168.1.20:11434",
    rerank_address="https://gpu.example/v1",
    text_may_go_to=("gpu.example",),
)


@pytest.mark.parametrize(
    ("name", "host", "allowed"),
    [
        ("ollama:bge-m3", "192.168.1.20:11434", False),
        ("server:bge-reranker", "gpu.example", True),
        ("openai:all-minilm", None, False),
        ("bge-m3", None, False),
        ("", None, False),
    ],
)
def test_terms_of_a_model(name: str, host: str | None, allowed: bool) -> None:
    terms = server_terms_of(name, Settings(servers=SERVERS))
    assert (terms and terms.host) == host
    assert terms is None or terms.is_allowed == allowed


def test_terms_by_the_settings_that_hold() -> None:
    save({"servers.openai_address": "https://gpu.example"})
    terms = server_terms_of("openai:all-minilm")
    assert terms is not None
    assert (terms.host, terms.is_allowed) == ("gpu.example", False)
