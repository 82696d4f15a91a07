"""Which addresses are asked, and what is noted of them."""

from __future__ import annotations

import pytest

from docmind.core.addresses import host_asked, host_of, origin_of
from docmind.core.errors import UsageError


def test_a_password_is_not_noted() -> None:
    assert host_of("https://nora:secret@host.example:8443/x") == "host.example:8443"
    assert origin_of("https://host.example") == origin_of("https://host.example:443/x")


@pytest.mark.parametrize(
    "address",
    ["", "docmind", "ftp://host/x", "http://host.example/x", "http://10.0.0.1/x", "https://",
     "https://nora@host.example/x", "https://nora:secret@host.example/x", "https://host:x/y",
     "https://ho st/x", "https://host/\n", "https://[", "file:///etc/passwd",
     "https://host/" + "x" * 2000],
)  # fmt: skip
def test_addresses_that_are_not_asked(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        host_asked(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://updates.example/x.json", "updates.example"),
        ("https://updates.example:8443/x.json#y", "updates.example:8443"),
        ("http://localhost:80/x", "localhost"),
        ("http://127.0.0.2:8000/x", "127.0.0.2:8000"),
        ("http://[::1]:8000/x", "[::1]:8000"),
    ],
)
def test_hosts_are_named(address: str, host: str) -> None:
    assert host_asked(address) == host
