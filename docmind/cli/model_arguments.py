"""What may be typed after ``docmind models`` and ``docmind runtime``."""

from __future__ import annotations

import argparse
from pathlib import Path

from docmind.cli.action_parsers import add_actions
from docmind.cli.consent import add_consent


def add_models(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions, each with the options that all commands have; which one
    is in ``action``, None when none is named.
    """
    action = add_actions(parser, common)
    action("list", "list the known models and whether they are here")
    action("health", "say how what runs models is, and what the servers that are set have")
    download = action("download", "download a model, or go on where a download stopped")
    _add_model(download)
    _add_yes(download)
    bring_in = action("import", "take a model from a folder, a zip or a pack; no network is needed")
    bring_in.add_argument("path", type=Path, metavar="PATH")
    bring_in.add_argument(
        "--name", metavar="NAME", help="what to call a model of your own; a known one keeps its id"
    )
    export = action("export", "pack an installed model into one file for another computer")
    _add_model(export)
    export.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="by default MODEL.docmind-models here"
    )
    verify = action("verify", "compare every byte of a model with its checksums (all by default)")
    verify.add_argument("model", nargs="?", metavar="MODEL")
    use = action("use", "answer with another model, after saying what that takes")
    use.add_argument("model", nargs="?", metavar="MODEL", help="its id, or the folder of a model")
    use.add_argument("--estimate", action="store_true", help="only say what it would take")
    use.add_argument("--stop", action="store_true", help="give up a change that was begun")
    _add_yes(use)
    try_out = action("try", "load a model and have it read a sentence")
    _add_model(try_out)
    for one in (download, use, try_out):
        add_consent(one)
    _add_yes(action("forget", "remove the index of the model that was used before"))
    remove = action("remove", "delete the files of a model")
    _add_model(remove)
    _add_yes(remove)


def add_runtime(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions for models runtimes, as ``add_models`` does."""
    action = add_actions(parser, common)
    action("list", "list the models runtimes and whether they are here")
    bring_in = action("import", "take a models runtime from a file; no network is needed")
    bring_in.add_argument("path", type=Path, metavar="FILE", help="a .docmind-runtime file")
    download = action("download", "download a models runtime, or go on where that stopped")
    remove = action("remove", "delete a models runtime; models go on on the processor")
    for named in (download, remove):
        named.add_argument("name", choices=("cpu", "cuda"), metavar="NAME", help="cpu or cuda")
        _add_yes(named)


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="its id, as in: docmind models list")


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="go on without being asked")
