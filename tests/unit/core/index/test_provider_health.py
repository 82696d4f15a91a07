"""How providers are: all are told, and no other computer is asked unless that is allowed."""

from __future__ import annotations

from fakes.ollama import FakeOllama

from docmind.core.index.health import provider_health
from docmind.core.schema_models import ProviderHealth
from docmind.core.settings import ServerSettings


def told(**settings: object) -> dict[str, ProviderHealth]:
    found = provider_health(ServerSettings.model_validate(settings))
    return {one.provider: one for one in found}


def test_every_provider_tells_how_it_is() -> None:
    with FakeOllama() as ollama:
        found = told(ollama_address=ollama.address)
    assert (found["ollama"].state, found["ollama"].host) == (
        "ready",
        ollama.address.removeprefix("http://"),
    )
    assert {found[name].state for name in ("starter", "hashing")} == {"ready"}
    assert found["starter"].host == ""


def test_a_server_that_is_not_there_or_not_set_is_told() -> None:
    assert told(ollama_address="http://127.0.0.1:9")["ollama"].state == "unreachable"
    assert told(ollama_address="")["ollama"].state == "not set"
    assert told(ollama_address="over there")["ollama"].state == "failed"


def test_another_computer_is_not_asked_before_it_is_allowed() -> None:
    found = told(ollama_address="https://models.example")["ollama"]
    assert (found.state, found.host) == ("not allowed", "models.example")
