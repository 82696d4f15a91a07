from __future__ import annotations

import time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docmind.core.chunk.chunker import Chunker
from docmind.core.chunk.tokens import plain
from docmind.core.embed.hashing import Hashing
from docmind.core.embed.starter import Starter
from docmind.core.schema import Document, Heading, Page

ENGLISH = (
    "The wing was placed in the slipstream. Lift rose with speed, e.g. by 12 % at 3.5 degrees! "
    "Was that expected? Dr. Smith (NACA) thought so; others did not.\n\n"
    "A second paragraph\nwith wrapped lines follows here. "
)
GERMAN = (
    "Die Donaudampfschifffahrtsgesellschaft, z. B. deren Kapitäne, fuhr früher häufiger. "
    "„Straßenbahnhaltestellenverordnung“, sagte er. Außerdem größer! "
)
CHINESE = "人工智能正在改变世界。很多人认为，这只是开始！真的吗？是的；我们还需要更多时间。"
JAPANESE = (
    "吾輩は猫である。名前はまだ無い。「どこで生れたか」とんと見当がつかぬ！ニャーニャー泣いていた。"
)
ARABIC = "السلام عليكم ورحمة الله وبركاته. كيف حالك اليوم؟ أتمنى أن تكون بخير، يا صديقي. "
THAI = "ภาษาไทยเป็นภาษาที่ไม่มีการเว้นวรรคระหว่างคำ การตัดคำจึงยาก ประโยคต่อไปเริ่มที่นี่ "
CODE = (
    "def pack(tokens, limit):\n    while start < len(tokens):\n"
    "        yield tokens[start:start + limit]  # next\n\n\nclass A_B:\n\tx = {'k': [1, 2.5e-3]}\n"
)
SAMPLES = [ENGLISH, GERMAN, CHINESE, JAPANESE, ARABIC, THAI, CODE]
ODD = [
    "\x00\x01",
    "\ufffd" * 9,
    "\udce9",
    "👨‍👩‍👧‍👦",
    "a\u0301",
    "\u3000",
    "\r\n",
    "\n\n",
    "x" * 300,
    " " * 90,
]


def document(*pages):
    return Document(Path("a.txt"), "text/plain", "document", "a", tuple(pages))


def page(text, number=None, headings=()):
    return Page(number, text, tuple(headings))


TOKENIZERS = {"wordpiece": Starter().tokenizer_json(), "words": Hashing().tokenizer_json()}


@pytest.fixture(params=sorted(TOKENIZERS))
def tokenizer(request):
    return request.param


@pytest.fixture
def chunker():
    return chunker_for("wordpiece", 256, 32)


def counted(chunker, text):
    return len(chunker._tokenizer.encode(text, add_special_tokens=False).ids)


def check(chunker, text, limit, chunks):
    """Exact slices, in order, within the limit, and nothing that can be read left out."""
    readable = plain(text)
    covered = 0
    for ordinal, chunk in enumerate(chunks):
        start, end = chunk.span.start, chunk.span.end
        assert chunk.ordinal == ordinal
        assert chunk.text == text[start:end] == text[start:end].strip() != ""
        assert chunk.tokens == counted(chunker, readable[start:end])
        assert 0 < chunk.tokens <= limit
        assert end - start <= 8 * limit
        assert counted(chunker, readable[covered:start].strip()) == 0
        assert end > covered
        covered = end
    assert counted(chunker, readable[covered:].strip()) == 0


@lru_cache
def chunker_for(name, max_tokens, overlap):
    return Chunker(TOKENIZERS[name], max_tokens, overlap)


@settings(
    max_examples=120,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    parts=st.lists(
        st.one_of(
            st.sampled_from(SAMPLES + ODD),
            st.builds(
                lambda text, times: text * times, st.sampled_from(SAMPLES), st.integers(1, 12)
            ),
            st.text(max_size=60),
        ),
        max_size=12,
    ),
    max_tokens=st.sampled_from([10, 17, 64, 256]),
    overlap=st.sampled_from([0, 5, 80]),
)
def test_any_text_is_cut_exactly(tokenizer, parts, max_tokens, overlap):
    text = "".join(parts)
    chunker = chunker_for(tokenizer, max_tokens, overlap)
    chunks = chunker.chunk(document(page(text)))
    special = chunker._tokenizer.num_special_tokens_to_add(False)
    check(chunker, text, max_tokens - special, chunks)


@pytest.mark.parametrize("sample", SAMPLES, ids=["en", "de", "zh", "ja", "ar", "th", "code"])
def test_languages_are_cut_well(chunker, sample):
    text = sample * 40
    chunks = chunker.chunk(document(page(text)))
    check(chunker, text, 254, chunks)
    assert len(chunks) > 1
    # full enough to be worth a vector, except for the last
    assert min(chunk.tokens for chunk in chunks[:-1]) >= 60 or sample is THAI


@pytest.mark.parametrize(
    "sample", [ENGLISH, CHINESE, JAPANESE, ARABIC], ids=["en", "zh", "ja", "ar"]
)
def test_chunks_end_at_sentences(chunker, sample):
    chunks = chunker.chunk(document(page(sample * 40)))
    assert all(chunk.text[-1] in ".!?。！？؟" for chunk in chunks)


def test_small_text_stays_whole_and_is_trimmed(chunker):
    (chunk,) = chunker.chunk(document(page("  \n Just a note. And more.\n\n")))
    assert chunk.text == "Just a note. And more."
    assert (chunk.span.start, chunk.page, chunk.heading, chunk.tokens) == (4, None, "", 7)


@pytest.mark.parametrize("text", ["", " \n\t\u3000\n", "\x00\x00"])
def test_a_page_without_words_gives_none(chunker, text):
    assert chunker.chunk(document(page(text))) == []


def test_no_chunk_crosses_a_page(chunker):
    chunks = chunker.chunk(document(page("One.", 1), page("", 2), page("Three. " * 200, 3)))
    assert [chunk.page for chunk in chunks] == [1, 3, 3]
    assert [chunk.ordinal for chunk in chunks] == [0, 1, 2]
    assert chunks[1].span.start == 0


def test_neighbours_share_whole_sentences(chunker):
    sentences = " ".join(f"Sentence number {number} is about wings." for number in range(120))
    chunks = chunker.chunk(document(page(sentences)))
    for before, after in pairwise(chunks):
        shared = sentences[after.span.start : before.span.end]
        assert shared.startswith("Sentence")
        assert shared.endswith("wings.")
        assert 8 <= counted(chunker, shared) <= 32


def test_no_overlap_when_none_is_asked(tokenizer):
    chunks = chunker_for(tokenizer, 64, 0).chunk(document(page(ENGLISH * 20)))
    assert all(b.span.start >= a.span.end for a, b in pairwise(chunks))


def test_headings_begin_chunks_and_name_them(chunker):
    body = "A plain sentence about this very topic. " * 12
    text, headings = "", []
    for level, title in [(1, "Wings"), (2, "Lift"), (2, "Drag"), (1, "Engines")]:
        headings.append(Heading(len(text), level, title))
        text += f"{title}\n\n{body}\n\n"
    chunks = chunker.chunk(document(page(text, 1, headings), page("More on it.", 2)))
    assert [chunk.heading for chunk in chunks] == [
        "Wings",
        "Wings > Lift",
        "Wings > Drag",
        "Engines",
        "Engines",
    ]
    assert [chunk.text.split("\n")[0] for chunk in chunks[:4]] == [
        "Wings",
        "Lift",
        "Drag",
        "Engines",
    ]


def test_small_sections_share_a_chunk(chunker):
    text, headings = "", []
    for number in range(40):
        headings.append(Heading(len(text), 1, f"Point {number}"))
        text += f"Point {number}\nIt is short.\n\n"
    chunks = chunker.chunk(document(page(text, None, headings)))
    assert len(chunks) < 10
    assert all(chunk.text.startswith("Point") for chunk in chunks)


def test_paragraphs_are_kept_together_when_they_fit(chunker):
    paragraph = ("Wings are long and thin here. " * 12).strip()
    text = "\n\n".join([paragraph] * 6)
    chunks = chunker.chunk(document(page(text)))
    assert all(chunk.text.endswith(paragraph) for chunk in chunks)


def test_a_blob_without_spaces_is_cut_by_characters(chunker):
    text = "QmFzZTY0" * 2000
    chunks = chunker.chunk(document(page(text)))
    check(chunker, text, 254, chunks)
    assert len(chunks) == 8


def test_a_sentence_too_long_is_cut_between_words(chunker):
    text = "word " * 1000
    chunks = chunker.chunk(document(page(text)))
    assert all(set(chunk.text.split()) == {"word"} for chunk in chunks)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH * 5000,
        "QmFzZTY0" * 150_000,
        "." * 400_000,
        "a" + " " * 1_000_000 + "b",
        "\n" * 1_000_000,
    ],
    ids=["prose", "blob", "dots", "spaces", "lines"],
)
def test_time_grows_with_the_text_and_no_faster(chunker, text):
    """Quadratic work on a megabyte would take minutes."""
    began = time.process_time()
    check(chunker, text, 254, chunker.chunk(document(page(text))))
    assert time.process_time() - began < 20
