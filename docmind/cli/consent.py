"""Asking a person before texts go to a server on another computer, and keeping the answer."""

from __future__ import annotations

import argparse

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.screen import Screen, one_line

OPTION = "--yes-send-text-to"


def add_consent(parser: argparse.ArgumentParser) -> None:
    """Have a command take the answer beforehand."""
    parser.add_argument(
        OPTION,
        metavar="HOST",
        help="let texts and questions go to this computer (and no other) when a model runs there",
    )


def model_may_be_asked(name: str, options: argparse.Namespace, screen: Screen) -> bool:
    """Whether texts may go where the model of that name runs: what nobody has allowed yet is asked,
    and a yes is kept in the settings. Says so when the answer was no.

    Raises ``UsageError`` where nobody can be asked, or another host was named beforehand;
    ``ProviderError`` for an address that is never asked.
    """
    terms = core.server_terms_of(name)
    named = (options.yes_send_text_to or "").strip().casefold()
    host = terms.host if terms is not None and not terms.is_this_computer else ""
    if named and named != host:
        raise core.UsageError(
            f"No text would go to {one_line(named)}",
            detail=f"It would go to {host}." if host else "It stays on this computer.",
            hint=f"{OPTION} must name that very host." if host else f"Leave out {OPTION}.",
        )
    if terms is None or terms.is_allowed:
        return True
    if not named and not _agreed(terms):
        screen.tell("Nothing was sent, and nothing was changed.")
        return False
    core.allow_server(host)
    screen.tell(f"Noted: text may go to {one_line(host)}. To take that back:")
    screen.tell(f"  docmind privacy --forbid {one_line(host)}")
    return True


def _agreed(terms: core.ServerTerms) -> bool:
    host = one_line(terms.host)
    how = "" if terms.is_encrypted else " (not encrypted)"
    return agreed(
        f"Text of your files and your questions will be sent to {host}{how}. Allow it?",
        otherwise=f"Add {OPTION} {host} if text of your files and your questions may be sent to "
        f"{host}{how}.",
    )
