"""What a text is made of and where its parts lie: structure, excerpts, positions, places."""

from __future__ import annotations

from docmind.core import DocumentMatches, Heading, PageMatches, Span
from docmind.ui.preview.excerpts import excerpt
from docmind.ui.preview.places import Place, Places
from docmind.ui.preview.positions import Piece, Pieces, Units
from docmind.ui.preview.structure import Block, blocks, is_plain
from docmind.ui.widgets.emphasis import runs

MARKDOWN = """# Title

First line
goes on.

- item
  goes on, too
2. other

| a | b |
|---|--:|
| 1 | 2 |

```
code = 1
```
Under
=====
> quoted
"""


def said(text: str, block: Block) -> list[list[str]]:
    return [[text[cell.start : cell.end] for cell in row] for row in block.lines]


def forms(text: str, found: tuple[Block, ...]) -> list[tuple[str, list[list[str]]]]:
    return [(block.form, said(text, block)) for block in found]


def test_markdown_is_shown_without_its_marks() -> None:
    headings = (Heading(0, 1, "Title"), Heading(MARKDOWN.index("Under"), 1, "Under"))
    found = blocks(MARKDOWN, headings, "document", "text/markdown")
    assert forms(MARKDOWN, found) == [
        ("heading", [["Title"]]),
        ("text", [["First line\ngoes on."]]),
        ("item", [["- item\n  goes on, too"]]),
        ("item", [["2. other"]]),
        ("rows", [["a", "b"], ["1", "2"]]),
        ("code", [["code = 1"]]),
        ("heading", [["Under"]]),
        ("quote", [["> quoted"]]),
    ]


def test_rows_have_their_cells_and_blank_lines_part() -> None:
    text = "Sheet\n\nmonth\trent\nMay\t\t980\n\n• one\n• two\nplain"
    found = blocks(text, (Heading(0, 1, "Sheet"),), "document", "application/x-sheet")
    assert forms(text, found) == [
        ("heading", [["Sheet"]]),
        ("rows", [["month", "rent"], ["May", "", "980"]]),
        ("item", [["• one"]]),
        ("item", [["• two"]]),
        ("text", [["plain"]]),
    ]
    assert [block.spaced for block in found] == [False, True, True, False, False]


def test_cells_of_csv_are_found_by_its_own_separator() -> None:
    for text, row in (
        ('a,b\n"x, y",2', ["x, y", "2"]),
        ("a;b\n1,5;2", ["1,5", "2"]),
        ('a,b\n"open,2', ["", "2"]),
        ("a,b\n,", ["", ""]),
    ):
        (rows,) = blocks(text, (), "document", "text/csv")
        assert len(rows.lines) == 2
        assert all(0 <= cell.start <= cell.end <= len(text) for cell in rows.lines[1])
        if "open" not in text:
            assert said(text, rows)[1] == row


def test_more_columns_than_fit_go_on_in_the_last() -> None:
    text = ",".join(str(number) for number in range(100))
    (rows,) = blocks(text, (), "document", "text/csv")
    assert len(rows.lines[0]) == 30
    assert said(text, rows)[0][-1].endswith(",98,99")


def test_head_of_a_mail_ends_at_the_first_blank_line() -> None:
    text = "From: Ada\nSubject: Lease\n\nTo: nobody\n> before"
    found = blocks(text, (), "mail", "message/rfc822")
    assert [(block.form, block.label) for block in found] == [
        ("field", "From"), ("field", "Subject"), ("text", ""), ("quote", ""),
    ]  # fmt: skip
    assert said(text, found[0]) == [["Ada"]]


def test_code_and_plain_text_are_shown_as_written() -> None:
    assert is_plain("code", "text/x-python", ())
    assert is_plain("document", "text/plain", ())
    assert is_plain("document", "text/x-log", ())
    assert not is_plain("document", "text/markdown", ())
    assert not is_plain("document", "text/x-subrip", (Heading(0, 1, "Part"),))
    assert not is_plain("document", "application/pdf", ())


def test_excerpt_holds_what_lies_around_the_middle() -> None:
    text = "\n".join(f"line {n:04d} 🐝" for n in range(5000))
    start = text.index("line 2500")
    part = excerpt(text, Span(start, start + 9), 300)
    inside = part.inside(Span(start, start + 9))
    assert inside is not None
    assert part.text[inside.start : inside.end] == "line 2500"
    assert part.is_cut == (True, True)
    assert part.text.startswith("line ") and len(part.text) < 1000
    assert part.text.split(" ")[1] == f"{part.first_line:04d}"
    assert part.inside(Span(0, 4)) is None
    assert not part.holds(Span(0, 4))
    (heading,) = part.headings((Heading(0, 1, "x"), Heading(start, 2, "y")))
    assert part.text[heading.start :].startswith("line 2500")
    whole = excerpt("short", None, 300)
    assert (whole.text, whole.is_cut, whole.start) == ("short", (False, False), 0)


def test_passage_longer_than_the_excerpt_is_cut() -> None:
    text = "word " * 10_000
    part = excerpt(text, Span(100, len(text)), 300)
    assert part.holds(Span(100, 200)) and len(part.text) <= 700


def test_units_count_what_qt_counts() -> None:
    text = "a🐝b🐝"
    units = Units(text)
    for offset in range(len(text) + 1):
        assert units.at(offset) == len(text[:offset].encode("utf-16-le")) // 2


def test_spans_are_found_in_each_run_they_lie_in() -> None:
    pieces = Pieces("## ab\n🐝cd", [Piece(3, 5, 0), Piece(6, 10, 40)])
    assert pieces.ranges(Span(3, 5)) == [(0, 2)]
    assert pieces.ranges(Span(0, 3)) == []
    assert pieces.ranges(Span(4, 8)) == [(1, 2), (40, 43)]
    assert Pieces("", []).ranges(Span(0, 1)) == []


def two_pages() -> DocumentMatches:
    return DocumentMatches(
        (PageMatches(2, (Span(5, 9), Span(20, 24))), PageMatches(7, (Span(1, 5),)))
    )


def test_places_are_stepped_through_around_the_ends() -> None:
    places = Places.of(two_pages())
    places.begin(2, Span(15, 30))
    assert (places.number, len(places)) == (2, 3)
    assert places.step(1, None, 0) == Place(7, Span(1, 5))
    assert places.step(1, None, 0) == Place(2, Span(5, 9))
    assert places.step(-1, None, 0) == Place(7, Span(1, 5))


def test_first_step_goes_on_from_what_is_seen() -> None:
    for by, page, offset, number in (
        (1, 2, 10, 2), (-1, 2, 10, 1), (1, 3, 0, 3), (-1, 3, 0, 2), (1, 9, 0, 1), (-1, 1, 0, 3),
    ):  # fmt: skip
        places = Places.of(two_pages())
        places.step(by, page, offset)
        assert places.number == number, (by, page, offset)
    assert Places().step(1, 1, 0) is None


def test_passages_without_a_word_of_the_query_are_places_too() -> None:
    places = Places.of(two_pages(), [Place(2, Span(0, 10)), Place(4, Span(3, 30))])
    assert len(places) == 4
    assert places.on_page(4) == (Span(3, 30),)
    assert places.on_page(2) == (Span(5, 9), Span(20, 24))
    alone = Places.of(DocumentMatches((PageMatches(None, (Span(4, 8),)),)))
    assert alone.on_page(None) == (Span(4, 8),)
    alone.begin(None, Span(0, 3))
    assert alone.number == 0


def marked(text: str) -> list[tuple[str, str]]:
    """What is marked in a text of Markdown, and how."""
    found = []
    for run in runs(text, Span(0, len(text))):
        look = "bold" if run.bold else "italic" if run.italic else "code" if run.code else ""
        if run.span.start < run.span.end:
            found.append((text[run.span.start : run.span.end], look))
    return found


def test_signs_of_markdown_become_looks() -> None:
    assert marked("- **Friday**: take `cp -r` or _walk_, *please*") == [
        ("- ", ""), ("Friday", "bold"), (": take ", ""), ("cp -r", "code"), (" or ", ""),
        ("walk", "italic"), (", ", ""), ("please", "italic"),
    ]  # fmt: skip
    assert marked("__so__ on\n   the next line") == [
        ("so", "bold"), (" on\n", ""), ("the next line", "")
    ]  # fmt: skip


def test_signs_that_mark_nothing_stay() -> None:
    for text in (
        "2 * 3 * 4",
        "snake_case_name",
        "a ** b ** c",
        "**",
        "5 * 4*",
        "``",
        "__init__.py",
    ):
        assert marked(text) == [(text, "")]


def test_nothing_but_signs_is_gone_through_at_once() -> None:
    for sign in ("**a ", "`a ", "*a ", "`", "*", "_", "\n ", "__a "):
        text = sign * 20_000
        said = "".join(part for part, _ in marked(text))
        assert len(said) <= len(text)
