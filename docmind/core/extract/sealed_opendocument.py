"""Encrypted OpenDocument files: opened with the password that was given, then read like any.

Either each entry is encrypted (ODF 1.3 part 2, 3.4 and 4.8), or the whole container is one entry
called "encrypted-package" (as LibreOffice has it since version 24.8).
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.core.extract.base import ExtractionLimits, password_needed
from docmind.core.extract.odf_text import short
from docmind.core.extract.ooxml import Target
from docmind.core.schema import Document

if TYPE_CHECKING:
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

_WHOLE = "encrypted-package"
_READ = ("content.xml", "styles.xml", "meta.xml")
_NONCE = 12
# What a stranger's file may cost before its password is known to be right.
_MOST_ROUNDS, _MOST_PASSES, _MOST_MEMORY_KIB, _MOST_LANES = 2_000_000, 20, 512 << 10, 64
_MOST_UNPACKED = 256 << 20


@dataclass(slots=True)
class Seal:
    """How one entry is encrypted."""

    entry: str
    cipher: str = ""
    vector: bytes = b""
    start: str = "sha1"
    derivation: str = ""
    rounds: int = 0
    memory_kib: int = 0
    lanes: int = 0
    salt: bytes = b""
    key_size: int = 16


class Seals(Target):
    """Reads the manifest: ``found`` has the entries that are encrypted."""

    def __init__(self) -> None:
        self.found: list[Seal] = []
        self._entry = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = short(tag)
        values = {short(key).partition(":")[2]: value for key, value in attributes.items()}
        if name == "manifest:file-entry":
            self._entry = values.get("full-path", "")
        elif name == "manifest:encryption-data":
            self.found.append(Seal(self._entry))
        elif self.found and name == "manifest:algorithm":
            self.found[-1].cipher = values.get("algorithm-name", "").lower()
            self.found[-1].vector = _bytes(values.get("initialisation-vector", ""))
        elif self.found and name == "manifest:start-key-generation":
            is_256 = values.get("start-key-generation-name", "").lower().endswith("sha256")
            self.found[-1].start = "sha256" if is_256 else "sha1"
        elif self.found and name == "manifest:key-derivation":
            seal = self.found[-1]
            seal.derivation = values.get("key-derivation-name", "").lower()
            rounds = values.get("argon2-iterations") or values.get("iteration-count", "")
            seal.rounds = _number(rounds)
            seal.memory_kib = _number(values.get("argon2-memory", ""))
            seal.lanes = _number(values.get("argon2-lanes", ""))
            seal.salt = _bytes(values.get("salt", ""))
            seal.key_size = _number(values.get("key-size", "")) or seal.key_size


def read_sealed_opendocument(
    path: Path, container: zipfile.ZipFile, seals: list[Seal], limits: ExtractionLimits
) -> Document:
    """The Document of an encrypted file. Raises ``PasswordNeeded`` without the right password."""
    from docmind.core.extract.reading import read_document  # it knows the extractors

    with unsealed_opendocument(path, container, seals, limits) as opened:
        document = read_document(opened, replace(limits, password=""))
    return replace(document, path=path)


@contextmanager
def unsealed_opendocument(
    path: Path,
    container: zipfile.ZipFile,
    seals: list[Seal],
    limits: ExtractionLimits,
    also: Callable[[str], bool] = lambda name: False,
) -> Iterator[Path]:
    """The file without its encryption, for as long as the block lasts, with the entries that hold
    text and those that are ``also`` wanted. Raises ``PasswordNeeded`` without the right password.
    """
    if not limits.password:
        raise password_needed()
    with tempfile.TemporaryDirectory(prefix="sealed-", ignore_cleanup_errors=True) as folder:
        opened = Path(folder) / path.name
        try:
            _unseal(container, seals, limits.password, opened, also)
        except Exception:  # noqa: BLE001 - wrong keys make rubbish, which fails in every way
            error = password_needed()
            error.detail = "The password that was given does not open it."
            raise error from None
        yield opened


def _unseal(
    container: zipfile.ZipFile,
    seals: list[Seal],
    password: str,
    to: Path,
    also: Callable[[str], bool],
) -> None:
    """Write what is read of the container, decrypted."""
    if seals[0].entry == _WHOLE:
        to.write_bytes(_decrypted(container.read(_WHOLE), seals[0], password))
        with zipfile.ZipFile(to):
            return
    sealed = {seal.entry: seal for seal in seals}
    with zipfile.ZipFile(to, "w") as opened:
        for name in container.namelist():
            if name == "mimetype":
                opened.writestr(name, container.read(name))
            elif name in _READ or name.endswith("/content.xml") or also(name):
                content = container.read(name)
                if name in sealed:
                    content = _inflated(_decrypted(content, sealed[name], password))
                opened.writestr(name, content, zipfile.ZIP_DEFLATED)


def _inflated(content: bytes) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    text = inflater.decompress(content, _MOST_UNPACKED)
    if not inflater.eof:
        raise ValueError("not the whole of an entry")
    return text


def _decrypted(content: bytes, seal: Seal, password: str) -> bytes:
    from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    key = _key(seal, password)
    if seal.cipher.endswith("-gcm"):
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], None)
    if seal.cipher.endswith("-cbc") and "aes" in seal.cipher:
        whole = content[: len(content) // 16 * 16]
        padded = _run(Cipher(AES(key), CBC(seal.vector)), whole)
        return padded[: -padded[-1]]
    if seal.cipher.startswith("blowfish") or seal.cipher.endswith("#blowfish"):
        return _run(Cipher(Blowfish(key), CFB(seal.vector)), content)
    raise ValueError("an unknown cipher")


def _run(cipher: Cipher[CBC] | Cipher[CFB], content: bytes) -> bytes:
    decryptor = cipher.decryptor()
    return decryptor.update(content) + decryptor.finalize()


def _key(seal: Seal, password: str) -> bytes:
    start = hashlib.new(seal.start, password.encode()).digest()
    if seal.derivation.endswith("argon2id"):
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        _check(seal.rounds, _MOST_PASSES)
        _check(seal.memory_kib, _MOST_MEMORY_KIB)
        _check(seal.lanes, _MOST_LANES)
        derivation = Argon2id(
            salt=seal.salt,
            length=seal.key_size,
            iterations=seal.rounds,
            lanes=seal.lanes,
            memory_cost=seal.memory_kib,
        )
        return derivation.derive(start)
    _check(seal.rounds, _MOST_ROUNDS)
    return hashlib.pbkdf2_hmac("sha1", start, seal.salt, seal.rounds, seal.key_size)


def _check(stated: int, most: int) -> None:
    if not 0 < stated <= most:
        raise ValueError("it would take too long")


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text)
    except ValueError:
        return b""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
