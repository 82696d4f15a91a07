from __future__ import annotations

import hashlib
import zipfile
import zlib
from base64 import b64encode

import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from fakes.office_files import odf

from docmind.core.errors import PasswordNeeded
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document

BODY = "<text:p>secret words</text:p>"
SALT, VECTOR = bytes(range(16)), bytes(range(16, 32))
MIMETYPE = "application/vnd.oasis.opendocument.text"


def manifest(entry: str, algorithm: str, vector: bytes, start: str, derivation: str) -> str:
    return (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" xmlns:l="urn:org:'
        'documentfoundation:names:experimental:office:xmlns:loext:1.0">'
        f'<m:file-entry m:full-path="{entry}"><m:encryption-data><m:algorithm m:algorithm-name='
        f'"{algorithm}" m:initialisation-vector="{b64encode(vector).decode()}"/>{start}'
        f'<m:key-derivation {derivation} m:salt="{b64encode(SALT).decode()}"/>'
        "</m:encryption-data></m:file-entry></m:manifest>"
    )


def packed(path, entry: str, content: bytes, stated: str):
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("mimetype", MIMETYPE)
        container.writestr(entry, content)
        container.writestr("META-INF/manifest.xml", stated)
    return path


def deflated(path) -> bytes:
    with zipfile.ZipFile(odf(path, "text", BODY)) as container:
        content = container.read("content.xml")
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(content) + squeezer.flush()


def with_aes(path, rounds: int = 1000):
    start = hashlib.sha256(b"open sesame").digest()
    key = hashlib.pbkdf2_hmac("sha1", start, SALT, min(rounds, 1000), 32)
    content = deflated(path)
    padding = 16 - len(content) % 16
    content += bytes(padding - 1) + bytes((padding,))
    cipher = Cipher(AES(key), CBC(VECTOR)).encryptor()
    stated = manifest(
        "content.xml",
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        VECTOR,
        "<m:start-key-generation m:start-key-generation-name="
        '"http://www.w3.org/2000/09/xmldsig#sha256" m:key-size="32"/>',
        f'm:key-derivation-name="PBKDF2" m:iteration-count="{rounds}" m:key-size="32"',
    )
    return packed(path, "content.xml", cipher.update(content) + cipher.finalize(), stated)


def with_blowfish(path):
    start = hashlib.sha1(b"open sesame").digest()
    key = hashlib.pbkdf2_hmac("sha1", start, SALT, 1024, 16)
    cipher = Cipher(Blowfish(key), CFB(VECTOR[:8])).encryptor()
    sealed = cipher.update(deflated(path)) + cipher.finalize()
    derivation = 'm:key-derivation-name="PBKDF2" m:iteration-count="1024"'
    stated = manifest("content.xml", "Blowfish CFB", VECTOR[:8], "", derivation)
    return packed(path, "content.xml", sealed, stated)


def as_a_whole(path, memory: int = 1024):
    key = Argon2id(salt=SALT, length=32, iterations=1, lanes=1, memory_cost=1024).derive(
        hashlib.sha256(b"open sesame").digest()
    )
    nonce = VECTOR[:12]
    inner = odf(path, "text", BODY).read_bytes()
    stated = manifest(
        "encrypted-package",
        "http://www.w3.org/2009/xmlenc11#aes256-gcm",
        nonce,
        "<m:start-key-generation m:start-key-generation-name="
        '"http://www.w3.org/2001/04/xmlenc#sha256" m:key-size="32"/>',
        "m:key-derivation-name="
        '"urn:org:documentfoundation:names:experimental:office:manifest:argon2id" '
        f'l:argon2-iterations="1" l:argon2-memory="{memory}" l:argon2-lanes="1" m:key-size="32"',
    )
    sealed = nonce + AESGCM(key).encrypt(nonce, inner, None)
    return packed(path, "encrypted-package", sealed, stated)


@pytest.mark.parametrize("seal", [with_aes, with_blowfish, as_a_whole])
def test_the_right_password_opens(tmp_path, seal):
    path = seal(tmp_path / "a.odt")
    with pytest.raises(PasswordNeeded) as caught:
        read_document(path, ExtractionLimits())
    assert (caught.value.path, caught.value.detail) == (path, "")
    with pytest.raises(PasswordNeeded) as caught:
        read_document(path, ExtractionLimits(password="open"))
    assert "password that was given" in caught.value.detail
    document = read_document(path, ExtractionLimits(password="open sesame"))
    assert [page.text for page in document.pages] == ["secret words"]
    assert (document.path, document.title) == (path, "a")


@pytest.mark.timeout(20)
def test_hostile_costs_are_refused(tmp_path):
    for path in (
        with_aes(tmp_path / "a.odt", rounds=999_999_999),
        as_a_whole(tmp_path / "b.odt", memory=999_999_999),
    ):
        with pytest.raises(PasswordNeeded):
            read_document(path, ExtractionLimits(password="open sesame"))
