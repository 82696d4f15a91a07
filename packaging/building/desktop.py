"""What tells a desktop of DocMind: the tree below ``/usr/share`` or ``~/.local/share``."""

from __future__ import annotations

import gzip
from pathlib import Path

from building import command_line, icons, identity, names

LINUX = names.ROOT / "packaging" / "linux"
DESKTOP_ENTRY = LINUX / "docmind.desktop"
_COMPLETIONS = {
    "bash": "bash-completion/completions/docmind",
    "zsh": "zsh/{}/_docmind",
    "fish": "fish/vendor_completions.d/docmind.fish",
}
ZSH_OF_PACKAGES = "vendor-completions"  # Debian's zsh looks there for what packages bring
ZSH_OF_OTHERS = "site-functions"


def lay_out(share: Path, zsh: str = ZSH_OF_PACKAGES) -> None:
    """Write launcher, AppStream metainfo, types of files, icons, man page and completions."""
    _put(share / "applications" / "docmind.desktop", DESKTOP_ENTRY.read_bytes())
    _put(share / "metainfo" / f"{identity.app_id()}.metainfo.xml", names.METAINFO.read_bytes())
    _put(share / "mime" / "packages" / "docmind.xml", identity.MIME_TYPES.read_bytes())
    _put(share / "man" / "man1" / "docmind.1.gz", packed(command_line.man_page()))
    for shell, place in _COMPLETIONS.items():
        _put(share / place.format(zsh), command_line.completion(shell).encode())
    icons.write(share / "icons" / "hicolor")


def packed(text: str) -> bytes:
    """``text`` as gzip without a name and a time, the same bytes every time."""
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
