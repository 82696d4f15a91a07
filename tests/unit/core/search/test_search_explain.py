"""Why a document is or is not among the results, over a small library in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import FileRecord, Problem, Query
from docmind.core.schema_explain import Explanation
from docmind.core.search.explain import Explainer, failing_fields, places
from docmind.core.store.base import Between, Candidate, Filter
from docmind.core.store.facts import passage_facts, record_facts

FILLER = "Ordinary text about gardens, rivers and the weather in spring number {}."


class Library(Shelf):
    """A shelf that also knows files by path, and what is the matter with them."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: dict[int, Problem] = {}
        self.explainer = Explainer(self.searcher, self, self.absence)

    def absence(self, path: Path) -> tuple[str, str]:
        return f"{path.name} lies elsewhere.", "Add it."

    def file_at(self, path: Path) -> FileRecord | None:
        every = [*self._files.values(), *self._unread]
        return next((record for record in every if record.path == path), None)

    def problem_of(self, file_id: int) -> Problem | None:
        return self.problems.get(file_id)

    def explain(self, text: str, path: str, mode: str = "auto", limit: int = 20) -> Explanation:
        return self.explainer.explain(Query(text, mode, limit), Path(path))  # type: ignore[arg-type]


@pytest.fixture
def library() -> Library:
    library = Library()
    for number in range(30):
        library.put(f"/docs/filler/note{number:02}.txt", FILLER.format(number))
    library.put("/docs/aero/flutter.pdf", "The wing panel shows flutter at supersonic speed.")
    library.put("/docs/aero/layer.md", "A laminar boundary layer over a flat plate.", "It is thin.")
    library.put("/docs/bio/cells.txt", "The regulatory subunit p85alpha binds in the cells.")
    return library


def test_what_is_shown_has_its_rank_and_its_places(library: Library) -> None:
    found = library.explain("wing flutter", "/docs/aero/flutter.pdf")
    assert (found.verdict, found.state, found.rank) == ("shown", "done", 1)
    assert found.score is not None
    stems = {its.name: its for its in found.lists}["stems"]
    assert (stems.place, stems.listed) == (1, 1)
    assert found.reasons[0].startswith("It is among the results, at place 1 of")
    assert found.needed == ()


def test_what_lies_behind_the_limit_is_found_further_on(library: Library) -> None:
    query = "gardens and rivers in spring"
    last = library.search(query, limit=50).hits[25]
    found = library.explain(query, str(last.path), limit=5)
    assert (found.verdict, found.rank) == ("further", last.rank)
    assert f"place {last.rank} of" in found.reasons[0]
    assert f"Ask for {last.rank} results" in found.needed[0]
    assert library.explain(query, str(last.path), limit=50).verdict == "shown"


@pytest.mark.parametrize(
    ("query", "failed"),
    [
        ("laminar type:pdf", ("type:pdf",)),
        ("laminar type:pdf kind:image", ("type:pdf", "kind:image")),
        ("laminar -type:md in:aero", ("-type:md",)),
        ("laminar type:pdf type:docx", ("type:pdf", "type:docx")),
        ("laminar in:bio type:md", ("in:bio",)),
        ('laminar in:"docs/bio"', ('in:"docs/bio"',)),
        ("laminar after:2030", ("after:2030",)),
        ("laminar name:flutter*", ("name:flutter*",)),
    ],
)
def test_the_filter_that_fails_is_named(
    library: Library, query: str, failed: tuple[str, ...]
) -> None:
    found = library.explain(query, "/docs/aero/layer.md")
    assert (found.verdict, found.failed_filters) == ("filtered", failed)
    assert all(text in found.reasons[0] for text in failed)
    assert any("Leave out" in sentence for sentence in found.needed)
    assert all(its.place is None for its in found.lists)
    assert any(its.score for its in found.lists), "its own score is told all the same"


def test_of_alternatives_one_is_enough(library: Library) -> None:
    found = library.explain("laminar type:pdf type:md -in:bio", "/docs/aero/layer.md")
    assert (found.verdict, found.failed_filters) == ("shown", ())


@pytest.mark.parametrize(
    ("query", "by"),
    [
        ("laminar -thin", ("thin",)),
        ("laminar -plate -wing", ("plate",)),
        ('laminar -"flat plate"', ("flat plate",)),
    ],
)
def test_the_excluded_word_is_named(library: Library, query: str, by: tuple[str, ...]) -> None:
    found = library.explain(query, "/docs/aero/layer.md")
    assert (found.verdict, found.excluded_by) == ("excluded", by)
    assert by[0] in found.needed[-1]


def test_exact_parts_are_told(library: Library) -> None:
    found = library.explain('"boundary layer" p85alpha', "/docs/aero/layer.md")
    assert [(its.label, its.terms) for its in found.held] == [("phrase", ("boundary layer",))]
    assert found.missing == ("p85alpha",)
    named = library.explain("layer.md", "/docs/aero/layer.md")
    assert "name" in [its.label for its in named.held]


def test_what_is_only_far_off_was_left_out(library: Library) -> None:
    library.knows(floor=0.9)
    found = library.explain("supersonic wing flutter", "/docs/bio/cells.txt")
    assert found.verdict == "left_out"
    assert "too far off" in found.reasons[0]
    assert "0.750 is needed" in found.reasons[1]


def test_what_no_list_holds_was_not_found(library: Library) -> None:
    found = library.explain("supersonic", "/docs/bio/cells.txt", "words")
    assert (found.verdict, found.rank, found.score) == ("not_found", None, None)
    assert {its.name: its.score for its in found.lists} == {"stems": None, "words": None}
    assert any("a word that it holds" in sentence for sentence in found.needed)
    assert any("meaning" in sentence for sentence in found.needed)


def test_a_text_is_not_found_among_pictures(library: Library) -> None:
    found = library.explain("laminar", "/docs/aero/layer.md", "images")
    assert found.verdict == "not_found"
    assert any("nothing but pictures" in sentence for sentence in found.needed)


def test_a_file_that_is_not_read_says_why(library: Library) -> None:
    library.name("/docs/broken.pdf")
    waiting = library.explain("laminar", "/docs/broken.pdf")
    assert (waiting.verdict, waiting.state) == ("not_read", "pending")
    library._unread[0] = replace(library._unread[0], state="problem")
    library.problems[9000] = Problem(
        Path("/docs/broken.pdf"), "password", "It is locked", "Give the password.", "now"
    )
    found = library.explain("laminar", "/docs/broken.pdf")
    assert (found.verdict, found.state) == ("not_read", "problem")
    assert "It is locked" in found.reasons[0]
    assert found.needed == ("Give the password.",)
    named = library.explain("broken", "/docs/broken.pdf")
    assert named.verdict == "shown"
    assert [(its.name, its.place, its.listed) for its in named.lists] == [("name", 1, 1)]
    assert "By its name alone: place 1 of 1." in named.reasons


def test_conditions_that_hold_for_different_passages_fail_together(library: Library) -> None:
    library.put("/docs/two.txt", "laminar", "")
    path = "/docs/two.txt"
    assert library.explain("laminar has:text", path).verdict == "shown"
    found = library.explain("laminar has:text -has:text", path)
    assert (found.verdict, found.failed_filters) == ("filtered", ("has:text", "-has:text"))


def test_an_unknown_file_is_explained_by_the_library(library: Library) -> None:
    found = library.explain("laminar", "/elsewhere/x.txt")
    assert (found.verdict, found.state) == ("unknown", None)
    assert (found.reasons, found.needed) == (("x.txt lies elsewhere.",), ("Add it.",))


@pytest.mark.parametrize("query", ["", "?!", "type:pdf", "-", '"', "\0", "🙂", "a" * 5000])
def test_nothing_typed_is_an_error(library: Library, query: str) -> None:
    for path in ("/docs/aero/layer.md", "/nowhere"):
        assert library.explain(query, path).reasons


def test_nothing_asked_is_said(library: Library) -> None:
    found = library.explain("?!", "/docs/aero/layer.md")
    assert (found.verdict, found.needed) == ("nothing_asked", ("Type a word to search for.",))


def test_a_filter_alone_lists_what_it_lets_through(library: Library) -> None:
    assert library.explain("type:md", "/docs/aero/layer.md").verdict == "shown"
    found = library.explain("type:md", "/docs/bio/cells.txt")
    assert (found.verdict, found.failed_filters) == ("filtered", ("type:md",))


def test_places_count_documents_and_tell_its_own_score() -> None:
    lists = {"stems": [Candidate("a", 3.0, 1), Candidate("b", 2.0, 1), Candidate("c", 1.0, 2)]}
    own = {"stems": [Candidate("d", 0.5, 3)], "dense": [Candidate("d", 0.25, 3)]}
    stems, dense = places(3, lists, own)
    assert (stems.name, stems.place, stems.listed, stems.score, stems.last) == (
        "stems", None, 2, 0.5, 1.0,
    )  # fmt: skip
    assert (dense.place, dense.listed, dense.score, dense.last) == (None, 0, 0.25, None)
    (second,) = places(2, lists, {})
    assert (second.place, second.score) == (2, 1.0)


def test_fields_of_the_filter_are_tried_one_by_one(library: Library) -> None:
    record = library.file_at(Path("/docs/aero/layer.md"))
    assert record is not None
    facts = [passage_facts(record_facts(record), None, "It is thin.")]
    where = Filter(suffixes=("md",), kinds=("image",), size=Between(least=10**9))
    assert failing_fields(where, facts) == ("kinds", "size")
    assert failing_fields(Filter(), facts) == ()
