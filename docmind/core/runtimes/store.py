"""The models runtimes of this computer: which are here, which can be had, bringing and removing."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from docmind.core import paths
from docmind.core.errors import DocMindError, ModelError, UsageError
from docmind.core.files import sync_folder
from docmind.core.models.connection import Wait, connected_to
from docmind.core.models.digests import Progress, sha256_of, silent
from docmind.core.runtimes.catalogue import Published, address_of, published
from docmind.core.runtimes.choice import Installed, has_card, installed
from docmind.core.runtimes.manifest import title_of
from docmind.core.runtimes.pack import digest_of, opened
from docmind.core.runtimes.staging import (
    LEAVING,
    alone,
    downloading,
    put_away,
    require_space,
    sweep_if_free,
    writing,
)
from docmind.core.schema_models import RuntimeState

_State = Literal["absent", "ready", "outdated", "broken"]
VARIANTS = ("cuda", "cpu")
_NO_CARD = "This computer has no graphics card. Models run on the processor without it."


def _nobody() -> None:
    """No worker runs in a runtime."""


class RuntimeStore:
    """A folder of runtimes, one of each variant. Safe to make anew at any time: all state is on
    the disk. ``address`` is where packs are published, "" for nowhere."""

    def __init__(self, address: str = "", root: Path | None = None) -> None:
        self.root = (root or paths.runtimes_dir()).absolute()
        self._address = address.strip()

    def states(self) -> tuple[RuntimeState, ...]:
        """Every variant in its state; what is broken is told, never raised."""
        here = {one.variant: one for one in reversed(installed(self.root))}
        return tuple(self._state(variant, here.get(variant)) for variant in VARIANTS)

    def state(self, name: str) -> RuntimeState:
        """The state of one variant. Raises ``UsageError`` for an unknown one."""
        for one in self.states():
            if one.name == name.casefold():
                return one
        raise UsageError(
            f"There is no models runtime called {name}",
            hint=f"Known ones: {', '.join(VARIANTS)}.",
        )

    def tidy(self) -> None:
        """Remove what a process that died has left, unless another is at work. Never raises."""
        sweep_if_free(self.root)

    def import_from(
        self, path: Path, progress: Progress = silent, renew: Callable[[], None] = _nobody
    ) -> RuntimeState:
        """Take a runtime from a pack, every byte compared; its state. One of the same variant that
        was here goes. ``progress`` is told bytes and may raise to stop; ``renew`` has workers
        start anew. Raises ``ModelError``, ``DiskFull``, ``FileUnreadable``, and changes nothing
        then."""
        with opened(path.absolute()) as pack, alone(self.root) as staged:
            pack.unpack(staged, progress)
            variant, digest = pack.manifest.variant, digest_of(pack.manifest_bytes)
            before = [one for one in installed(self.root) if one.variant == variant]
            final = self.root / f"{variant}-{digest[:12]}"
            if final.exists():  # the same again: it has to go first
                self._let_go(final)
                renew()
                put_away(final)
            with writing(final):
                staged.rename(final)
                sync_folder(self.root)
            for one in before:
                if one.folder != final:
                    self._let_go(one.folder)
            renew()
            for one in before:
                if one.folder != final:
                    with suppress(DocMindError):  # held open: it is swept later
                        put_away(one.folder)
        return self.state(variant)

    def download(
        self,
        name: str,
        progress: Progress = silent,
        renew: Callable[[], None] = _nobody,
        wait: Wait = time.sleep,
    ) -> RuntimeState:
        """Download a runtime, or go on where an earlier download stopped, then import it; its
        state. Connects to the address: call it only when a person asked for it. Raises as
        ``import_from`` does, and ``UsageError`` when none is offered."""
        offer = self.offered(name)
        address = address_of(offer, self._address)
        with downloading(self.root) as arriving:
            pack = arriving / offer.file
            with writing(pack):
                _remove_older(arriving)
                here = pack.stat().st_size if pack.exists() else 0
            require_space(self.root, offer.size - here + offer.unpacked)

            def told(count: int) -> None:
                progress(count, offer.size, offer.file)

            with connected_to(title_of(offer.variant), wait) as connection:
                try:
                    connection.bring(address, offer.file, offer.size, pack, told)
                except ModelError as error:
                    raise _not_downloaded(error) from None
            _require_published(pack, offer, told)
            state = self.import_from(pack, progress, renew)
            with writing(pack):
                pack.unlink()
            return state

    def offered(self, name: str) -> Published:
        """What can be downloaded under that name. Raises ``UsageError``."""
        variant = self.state(name).variant
        offer = published(variant)
        if offer is None:
            raise UsageError(
                f"There is no {variant} runtime to download for this computer",
                hint="Import one from a file: docmind runtime import FILE",
            )
        if not self._address:
            raise UsageError(
                "There is no address to download models runtimes from",
                hint="Set embedding.runtime_address, or import one: docmind runtime import FILE",
            )
        return offer

    def remove(self, name: str, renew: Callable[[], None] = _nobody) -> int:
        """Delete the runtime of that name; bytes given back. ``renew`` has workers start anew,
        without it. Raises ``UsageError`` when it is not here, ``ModelError`` when it is held."""
        variant = self.state(name).variant
        here = [one for one in installed(self.root) if one.variant == variant]
        if not here:
            raise UsageError(f"The {variant} runtime is not here")
        with alone(self.root):
            for one in here:
                self._let_go(one.folder)
            renew()
            for one in here:
                put_away(one.folder)
        return sum(one.size for one in here)

    def _let_go(self, folder: Path) -> None:
        """Have no worker start with it any more."""
        with writing(folder):
            (folder / LEAVING).touch()

    def _state(self, variant: str, here: Installed | None) -> RuntimeState:
        offer = published(variant)
        size = offer.size if offer is not None and self._address else 0
        if here is None:
            version = offer.version if offer is not None else ""
            unpacked = offer.unpacked if offer is not None else 0
            why = self._why_absent(variant, offer)
            return RuntimeState(
                variant, variant, title_of(variant), "absent", unpacked, size, version, why
            )
        state, why = _judged(here, offer)
        return RuntimeState(
            variant, variant, title_of(variant), state, here.size, size, here.version, why
        )

    def _why_absent(self, variant: str, offer: Published | None) -> str:
        if not has_card():
            return _NO_CARD
        return "" if offer is not None and self._address else "It comes as a file."


def _judged(here: Installed, offer: Published | None) -> tuple[_State, str]:
    if here.fault:
        return "broken", f"{here.fault} Install it again, or remove it."
    if here.misfit:
        return "outdated", f"{here.misfit} Models run on the processor without it."
    if offer is not None and offer.version != here.version:
        return "outdated", f"It still works. One for DocMind {offer.version} can be had."
    return "ready", ""


def _remove_older(arriving: Path) -> None:
    """Take away what is published no more: nobody goes on with it."""
    kept = {offer.file for offer in map(published, VARIANTS) if offer is not None}
    for path in arriving.iterdir():
        if path.name not in kept:
            path.unlink()


def _require_published(pack: Path, offer: Published, told: Callable[[int], None]) -> None:
    """Compare the whole file; ``told`` may raise to stop. Another one is deleted."""
    if sha256_of(pack, lambda count: told(offer.size)) != offer.sha256:
        with writing(pack):
            pack.unlink()
        raise ModelError(
            "The models runtime is not what was published",
            detail="Its checksum is another one. The file was deleted.",
            hint="Start again; if it comes again so, the server or a proxy changes the file.",
        )


def _not_downloaded(error: ModelError) -> ModelError:
    """The words of a download from the hub, for another place."""
    return ModelError(
        "The models runtime could not be downloaded",
        detail=error.detail or f"{error.title}.",
        hint="What has arrived is kept: start again, and it goes on where it stopped. Check"
        " embedding.runtime_address, the network and the proxy, or import a file.",
        path=error.path,
    )
