"""What may be typed after ``docmind search``, ``similar``, ``explain``, ``history``, ``saved``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from docmind.cli.action_parsers import add_actions

MODES = ("auto", "meaning", "words", "images")
SORTS = ("relevance", "date", "name", "size")


def add_search(parser: argparse.ArgumentParser, limit: Callable[[str], int]) -> None:
    """The options of a search. ``limit`` reads a number of results."""
    parser.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help='words, a question, "an exact phrase", -word, one OR other, and filters: '
        "type:pdf, kind:image, in:folder, name:*.bak, after:2024, before:2024-05-17, "
        "on:yesterday, size:>2mb, lang:de, page:3, has:text; "
        "put the whole text in quotes when it holds quotes or begins with -",
    )
    parser.add_argument("--mode", choices=MODES, default="auto")
    _add_asking(parser, limit)


def add_explain(parser: argparse.ArgumentParser, limit: Callable[[str], int]) -> None:
    """The options of an explanation: those of a search, and a file."""
    parser.add_argument(
        "text", metavar="QUERY", help="as after: docmind search, in quotes when it holds spaces"
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="the file in question")
    parser.add_argument("--mode", choices=MODES, default="auto")
    parser.add_argument("--limit", type=limit, metavar="N", help="results shown, 1 to 1000")


def add_similar(
    parser: argparse.ArgumentParser,
    limit: Callable[[str], int],
    page: Callable[[str], int],
) -> None:
    """The options of finding similar documents. ``page`` reads the number of a page."""
    parser.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a document or picture of the library, or any file that DocMind reads",
    )
    parser.add_argument("--page", type=page, metavar="N", help="only this page of it, from 1")
    parser.add_argument(
        "--words",
        nargs="+",
        default=[],
        metavar="TEXT",
        help="words and filters beside it, as after: docmind search",
    )
    parser.add_argument("--mode", choices=MODES, default="auto")
    parser.add_argument("--limit", type=limit, metavar="N", help="results shown, 1 to 1000")
    _add_sort(parser)
    _add_counting(parser)


def add_history(parser: argparse.ArgumentParser) -> None:
    """What can be done with the history."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--forget", metavar="TEXT", help="erase this search from the history")
    what.add_argument(
        "--wipe", action="store_true", help="erase the whole history; saved searches stay"
    )


def add_saved(
    parser: argparse.ArgumentParser,
    common: argparse.ArgumentParser,
    limit: Callable[[str], int],
) -> None:
    """Add the actions, as ``add_actions`` says."""
    plain = add_actions(parser, common)

    def action(name: str, does: str) -> argparse.ArgumentParser:
        made = plain(name, does)
        if name != "list":
            made.add_argument("name", metavar="NAME", help="case does not count")
        return made

    action("list", "list the saved searches")
    add = action("add", "save a search under a name")
    add.add_argument("text", nargs="+", metavar="TEXT", help="as after: docmind search")
    add.add_argument("--mode", choices=MODES, default="auto")
    action("rename", "give a saved search another name").add_argument("new_name", metavar="NEW")
    action("remove", "forget a saved search")
    _add_asking(action("run", "search as saved"), limit)


def _add_asking(parser: argparse.ArgumentParser, limit: Callable[[str], int]) -> None:
    parser.add_argument("--limit", type=limit, metavar="N", help="results shown, 1 to 1000")
    _add_sort(parser)
    parser.add_argument(
        "--no-history", action="store_true", help="do not remember this search in the history"
    )
    _add_counting(parser)
    parser.add_argument(
        "--no-rerank",
        action="store_true",
        help="leave the results as they were found, even where there is a reranker",
    )
    parser.add_argument(
        "--as-typed",
        action="store_true",
        help="set no word right, even where nothing else is found",
    )


def _add_sort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sort",
        choices=SORTS,
        default="relevance",
        help="the best, the newest, by file name, or the largest first, of all that matches",
    )


def _add_counting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--facets", action="store_true", help="also count kinds, types, folders, years, languages"
    )
    parser.add_argument(
        "--unfold", action="store_true", help="show copies of a document as results of their own"
    )
