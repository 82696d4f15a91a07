"""Pictures on their side or head are read as they are meant to be seen."""

from __future__ import annotations

import pytest
from fakes.recognisers import Told
from PIL import Image

from docmind.core.recognise.base import Line
from docmind.core.recognise.turning import mean_confidence, read_upright

PICTURE = Image.new("RGB", (400, 200), "white")
FLAT = (10.0, 20.0, 110.0, 40.0)
TALL = (10.0, 20.0, 30.0, 120.0)


def line(confidence: float, box: tuple[float, float, float, float] = FLAT) -> Line:
    return Line("words on a page", confidence, box)


def test_an_upright_picture_is_read_once() -> None:
    told = Told([line(0.95)])
    assert read_upright(told, PICTURE) == [line(0.95)]
    assert len(told.seen) == 1


def test_few_characters_say_nothing_about_how_it_stands() -> None:
    few = [Line("C", 0.3, FLAT), Line("", 0.1, FLAT)]
    told = Told(few)
    assert read_upright(told, PICTURE) == few
    assert len(told.seen) == 1


def test_upside_down_is_read_again() -> None:
    told = Told([line(0.3)], [line(0.97)])
    assert read_upright(told, PICTURE) == [line(0.97)]
    assert told.seen[1].size == (400, 200)


def test_what_is_no_better_turned_stays() -> None:
    assert read_upright(Told([line(0.6)], [line(0.5)]), PICTURE) == [line(0.6)]
    assert read_upright(Told([line(0.6)], []), PICTURE) == [line(0.6)]


def test_lines_that_run_upwards_are_only_turned() -> None:
    told = Told([line(0.95, TALL)])
    assert read_upright(told, PICTURE) == [line(0.95, (20.0, 370.0, 120.0, 390.0))]
    assert len(told.seen) == 1


def test_lines_that_run_downwards_are_read_again() -> None:
    told = Told([line(0.3, TALL)], [line(0.95)])
    assert read_upright(told, PICTURE) == [line(0.95)]
    assert told.seen[1].size == (200, 400)


def test_the_turned_boxes_are_where_the_picture_turns_to() -> None:
    picture = Image.new("RGB", (40, 20), "white")
    left, top, right, bottom = 5, 2, 8, 18
    picture.paste("black", (left, top, right, bottom))
    (turned,) = read_upright(Told([line(0.95, (left, top, right, bottom))]), picture)
    upright = picture.rotate(90, expand=True).convert("L").point(lambda grey: 255 - grey)
    assert upright.getbbox() == turned.box


def test_confidence_is_weighed_by_length() -> None:
    lines = [Line("a" * 9, 1.0, FLAT), Line("b", 0.0, FLAT)]
    assert mean_confidence(lines) == pytest.approx(0.9)
    assert mean_confidence([]) == 0.0
