"""Lines with places become text in the order a person reads it."""

from __future__ import annotations

import random

from docmind.core.recognise.base import Line
from docmind.core.recognise.layout import text_of


def at(text: str, left: float, top: float, confidence: float = 0.9, size: float = 20) -> Line:
    return Line(text, confidence, (left, top, left + size * len(text) / 2, top + size))


def read(*lines: Line) -> str:
    """The text, whatever order the lines were found in."""
    found = list(lines)
    texts = set()
    for seed in range(4):
        random.Random(seed).shuffle(found)
        texts.add(text_of(found, 0.5))
    (text,) = texts
    return text


def test_nothing_gives_nothing() -> None:
    assert text_of([], 0.5) == ""
    assert read(at("rubbish", 0, 0, 0.2), at("| — .", 0, 40)) == ""


def test_doubtful_lines_are_left_out() -> None:
    assert read(at("sure", 0, 0, 0.5), at("unsure", 0, 24, 0.49)) == "sure"


def test_rows_from_top_to_bottom_each_from_left_to_right() -> None:
    lines = (at("total", 0, 30), at("4,318", 300, 33), at("name", 0, 0), at("amount", 300, 3))
    assert read(*lines) == "name amount\ntotal 4,318"


def test_a_row_may_run_uphill() -> None:
    assert read(at("one", 0, 18), at("two", 300, 11), at("three", 600, 4)) == "one two three"


def test_a_gap_is_an_empty_line() -> None:
    assert read(at("Title", 0, 0), at("first line", 0, 60), at("second", 0, 84)) == (
        "Title\n\nfirst line\nsecond"
    )


def test_a_divided_word_is_joined_and_says_so() -> None:
    assert read(at("a trans-", 0, 0), at("former", 0, 24)) == "a trans\u00adformer"
    assert read(at("1990-", 0, 0), at("onwards", 0, 24)) == "1990-\nonwards"
    assert read(at("Baden-", 0, 0), at("Baden", 0, 24)) == "Baden-\nBaden"


def test_chinese_and_japanese_have_no_spaces() -> None:
    assert read(at("机器 学习", 0, 0)) == "机器学习"
    assert read(at("キリン", 0, 0), at("一番", 34, 0)) == "キリン一番"
    assert read(at("学习", 0, 0), at("PDF", 22, 0)) == "学习 PDF"
    assert read(at("左", 0, 0), at("右", 300, 0)) == "左 右"


def test_white_space_and_control_signs_are_tidied() -> None:
    assert read(at(" a\x07b \t c\u3000d ", 0, 0)) == "a b c d"


def _column(name: str, left: float, top: float, count: int = 6) -> list[Line]:
    return [at(f"{name} has line number {row}", left, top + 24 * row) for row in range(count)]


def test_columns_are_read_one_after_another() -> None:
    lines = [*_column("left", 0, 0), *_column("right", 400, 4)]
    text = read(*lines)
    assert text.index("left has line number 5") < text.index("right has line number 0")
    assert text.count("\n\n") == 1


def test_three_columns() -> None:
    lines = [*_column("one", 0, 0), *_column("two", 400, 0), *_column("three", 800, 0)]
    parts = [block.split()[0] for block in read(*lines).split("\n\n")]
    assert parts == ["one", "two", "three"]


def test_a_title_over_both_columns_comes_first_and_a_footer_last() -> None:
    title = at("a title that stands over both of the columns below it", 100, 0)
    footer = at("and at the foot a remark that is as wide as the whole page", 60, 300)
    lines = [title, *_column("left", 0, 60), *_column("right", 400, 60), footer]
    blocks = read(*lines).split("\n\n")
    assert [block.split()[0] for block in blocks] == ["a", "left", "right", "and"]


def test_what_spans_the_middle_parts_the_columns_above_from_those_below() -> None:
    middle = at("in the middle a heading that is as wide as the whole page", 60, 200)
    lines = [
        *_column("upper-left", 0, 0),
        *_column("upper-right", 400, 0),
        middle,
        *_column("lower-left", 0, 260),
        *_column("lower-right", 400, 260),
    ]
    firsts = [block.split()[0] for block in read(*lines).split("\n\n")]
    assert firsts == ["upper-left", "upper-right", "in", "lower-left", "lower-right"]


def test_a_table_is_read_by_rows() -> None:
    cells = [
        at(text, left, 24 * row)
        for row in range(6)
        for text, left in ((f"k{row}", 0), (f"v{row}", 200), (f"w{row}", 400))
    ]
    assert read(*cells).split("\n")[:2] == ["k0 v0 w0", "k1 v1 w1"]


def test_blocks_above_and_below_are_no_columns() -> None:
    lines = [*_column("first", 0, 0), *_column("second", 400, 300)]
    assert read(*lines).index("first") < read(*lines).index("second")
