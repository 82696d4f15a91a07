from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.extract.encoding import decode

RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 5
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 5
CHINESE = "千里之行，始于足下。学而时习之，不亦说乎？有朋自远方来，不亦乐乎？" * 5
KOREAN = "모든 국민은 법 앞에 평등하다. 누구든지 차별을 받지 아니한다. " * 5
GREEK = "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια. " * 5
POLISH = "Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi w godności. " * 5
FRENCH = "Voilà l’été : la forêt, le cœur, une façade à 20 €, ça coûte déjà ! "
GERMAN = "Über die Straße läuft ein großer Bär. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc_kr"),
        (GREEK, "cp1253"),
        (POLISH, "cp1250"),
        (FRENCH, "cp1252"),
        (GERMAN, "latin-1"),
        ("Only a café", "latin-1"),
        ("Wide words without a mark", "utf-16-le"),
        ("Wide words without a mark", "utf-16-be"),
        ("Wide words with a mark", "utf-16"),
        ("Very wide words", "utf-32"),
        ("marked ü", "utf-8-sig"),
        ("plain ünïcödé 日本", "utf-8"),
    ],
)
def test_undeclared_text(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        ('<?xml version="1.0" encoding="ISO-8859-5"?>', "iso8859-5"),
        ("# -*- coding: cp866 -*-", "cp866"),
        ("# vim: set fileencoding=iso-8859-5 :", "iso8859-5"),
    ],
)
def test_what_the_file_says_counts(declaration, encoding):
    text = f"{declaration}\nКороткий текст"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("name", ["no-such-code", "utf-16", "rot13", "zlib", "utf-7", "idna"])
def test_senseless_declarations_are_passed_over(name):
    text = f'<meta charset="{name}">caf\u00e9'
    assert decode(text.encode("cp1252")) == text


def test_bytes_that_nothing_explains_are_counted():
    text = decode(codecs.BOM_UTF8 + b"ok \xff\xfe ok")
    assert text == "ok \ufffd\ufffd ok"


def test_a_character_cut_in_half():
    data = "ああ".encode()
    assert decode(data[:-1], is_cut=True) == "あ"
    assert decode(data, is_cut=True) == "ああ"


def test_mostly_ascii_text_is_judged_by_its_other_lines():
    filler = "plain line of ascii words\n" * 4000
    assert decode((filler + RUSSIAN).encode("cp1251")).endswith(RUSSIAN)


def test_large_text_is_quick():
    started = time.perf_counter()
    decode(RUSSIAN.encode("cp1251") * 10_000)
    decode(b"\xe9" * 3_000_000)
    assert time.perf_counter() - started < 10


@given(st.binary(max_size=400))
def test_never_fails(data):
    assert isinstance(decode(data), str)
    assert isinstance(decode(data, is_cut=True), str)


@given(st.text(max_size=200).filter(lambda text: text.count("\0") * 20 <= len(text)))
def test_utf8_round_trip(text):
    if text.startswith("\ufeff"):
        text = text[1:]
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text
