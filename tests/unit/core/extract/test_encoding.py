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


HEBREW = "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. "
TURKISH = "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Şişli'de ağaç. "
HUNGARIAN = "Árvíztűrő tükörfúrógép. Minden emberi lény szabadon születik. "
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Všichni lidé rodí se svobodní. "
THAI = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์ "
ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. "
TAIWANESE = "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神對待。"
MIXED = "José Müller and Åsa Ångström met François at the café in Łódź? no, in Malmö: très bien. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEBREW, "cp1255"),
        (TURKISH, "cp1254"),
        (HUNGARIAN, "cp1250"),
        (CZECH, "iso8859-2"),
        (POLISH, "iso8859-2"),
        (THAI, "cp874"),
        (ARABIC, "cp1256"),
        (TAIWANESE, "big5"),
        (JAPANESE[:33], "euc_jp"),
        (JAPANESE[:33], "iso2022_jp"),
        (KOREAN, "iso2022_kr"),
        (RUSSIAN, "cp866"),
        (MIXED.replace("Łódź", "Lodz"), "cp1252"),
        (JAPANESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (KOREAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (THAI, "utf-16-le"),
    ],
)
def test_short_texts_in_one_language(text, encoding):
    text = f"{text}\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252", "no-such", "utf-8"])
def test_a_declaration_that_only_repeats_a_default_is_doubted(declared):
    source = f"<meta charset={declared}><p>{RUSSIAN}"
    assert decode(source.encode("cp1251")) == source


def test_a_few_bad_bytes_do_not_spoil_the_rest():
    raw = RUSSIAN.encode()
    assert decode(raw[:100] + b"\xff" + raw[100:]).count("\ufffd") == 1
    assert RUSSIAN[60:] in decode(raw[:100] + b"\xff" + raw[100:])


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (GERMAN, "cp1252", "iso-8859-1"),
        ("in quotes \u201ealso\u201c", "cp1252", "us-ascii"),
        (CHINESE, "gb18030", "gb2312"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        ("Hi Mom \u263a", "utf-7", "utf-7"),
        ("\u5df1\u6240", "hz", "hz-gb-2312"),
        (FRENCH, "utf-8", "us-ascii"),
        (FRENCH, "utf-8", "x-unknown"),
        (FRENCH, "utf-8", "base64"),
        (FRENCH, "utf-8", "nul\0"),
        (FRENCH, "utf-8", ""),
    ],
)
def test_said_outside_the_text(text, encoding, said):
    assert decode(text.encode(encoding), charset=said) == text


@pytest.mark.parametrize(
    "raw",
    [
        b"8=FIX.4.2\x019=12\x0135=A\x0134=1\x01" * 40,
        b"plain words with\x0cform feeds\x0cand \x07 bells\n" * 40,
        b"abcdefgh\x01\x02" * 40,
    ],
)
def test_controls_in_ascii_are_not_wide_text(raw):
    assert decode(raw) == raw.decode()
