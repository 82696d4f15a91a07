"""What a person wants results to be like, and what searching makes of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes.shelf import IDENTITY, NOTHING, Shelf, payload

from docmind.core.errors import DocMindError, ExtractionError, ModelError, UsageError
from docmind.core.schema import ChunkRecord, FileRecord, Like, Query, SearchAnswer, Span
from docmind.core.schema_like import MOST_PICTURE_BYTES
from docmind.core.search.like import Likenesses
from docmind.core.search.likeness import LikeAccess
from docmind.core.search.pipeline import Searcher
from docmind.core.search.ports import PictureAccess
from docmind.core.store.base import Candidate, Filter, Leg, Point, SpaceConfig
from docmind.core.store.memory import Memory
from docmind.core.vectors import Embeddings, Float32, PassageVectors

BOATS = "Fishing boats lie at the quay of the harbour before the storm."
MORE_BOATS = "A storm drove the fishing boats against the quay of the old harbour."
BREAD = "Bread needs flour, yeast, water and a hot oven."


def direction(*values: float) -> Float32:
    vector = np.zeros(4, dtype=np.float32)
    vector[: len(values)] = values
    return vector / np.float32(np.linalg.norm(vector))


class Album(Shelf):
    """A shelf that also answers what finding similar documents asks. Pictures are directions."""

    def __init__(self) -> None:
        super().__init__()
        self.gallery = Memory()
        self.gallery.open(Path("/nowhere"), SpaceConfig(4, "seen"))
        self.seen: dict[int, str] = {}
        self.lacking = ""
        self.outside_texts: dict[str, str] = {}
        self.outside_pictures: dict[str, Float32] = {}
        self.texts_asked: list[str] = []

    def show(self, path: str, *values: float, text: str = "") -> int:
        """A picture that the model puts in this direction."""
        file_id = self.put(path, text, kind="image", meaning=bool(text))
        key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"seen {path}"))
        facts = payload(file_id, kind="image", suffix="png", has=[])
        self.gallery.upsert([Point(key, direction(*values), NOTHING, NOTHING, facts)])
        self.seen[file_id] = key
        return file_id

    # -- the catalog ---

    def file_at(self, path: Path) -> FileRecord | None:
        return next((its for its in self._files.values() if its.path == path), None)

    def page_chunks(self, file_id: int, page: int | None) -> list[ChunkRecord]:
        return [chunk for chunk in self.file_chunks(file_id) if chunk.page == page]

    def spread_chunks(self, file_id: int, most: int) -> list[ChunkRecord]:
        return self.file_chunks(file_id, most)

    def file_pictures(self, file_id: int) -> list[tuple[str, int | None]]:
        return [(self.seen[file_id], None)] if file_id in self.seen else []

    def same_content(self, file_id: int) -> list[int]:
        digest = self._files[file_id].content_hash
        return [key for key, its in self._files.items()
                if key == file_id or (digest and its.content_hash == digest)]  # fmt: skip

    def shown_for_pictures(self, point_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        files = {key: file_id for file_id, key in self.seen.items()}
        return {
            key: (self.file_chunks(files[key])[0].point_id, files[key])
            for key in point_ids
            if key in files
        }

    # -- outside ---

    def missing(self) -> str:
        return self.lacking

    def is_picture(self, path: Path) -> bool:
        return path.suffix == ".png"

    def picture(self, path: Path, page: int | None = None) -> Float32:
        if path.name not in self.outside_pictures:
            raise ExtractionError("The file is damaged", path=path)
        return self.outside_pictures[path.name]

    def pasted(self, picture: bytes) -> Float32:
        return self.outside_pictures[picture.decode()]

    def text(self, path: Path) -> tuple[tuple[str, ...], Embeddings]:
        text = self.outside_texts[path.name]
        return (text,), self.model.embed_passages([text])

    # -- pictures ---

    def seen_like(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        return self.gallery.retrieve(legs, limit, where)

    def described(self, text: str) -> Embeddings:
        self.texts_asked.append(text)
        if text == "nothing":
            raise ModelError("The picture model does not run")
        return Embeddings(direction(0, 0, 1)[np.newaxis])

    def stored_pictures(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        return self.gallery.vectors(ids)

    def stored(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        return self.store.vectors(ids)


@pytest.fixture
def album() -> Album:
    album = Album()
    album.put("/docs/boats.txt", BOATS, "The lighthouse keeper counts the boats.", digest="one")
    album.put("/docs/copy.txt", BOATS, "The lighthouse keeper counts the boats.", digest="one")
    album.put("/docs/storm.txt", MORE_BOATS)
    album.put("/docs/bread.txt", BREAD, language="en")
    for number in range(8):
        album.put(f"/docs/note{number}.txt", f"Ordinary words about gardens, number {number}.")
    album.show("/docs/day.png", 1, 0.1)
    album.show("/docs/evening.png", 0.9, 0.5)
    album.show("/docs/night.png", 0.6, 0, 0.8)
    album.show("/docs/cat.png", 0, 1)
    return album


def searcher(album: Album, *, looked_at: bool = True) -> Searcher:
    access = LikeAccess(album, album.stored, album.stored_pictures, album)
    pictures = PictureAccess(
        album.seen_like, album.described, lambda: IDENTITY if looked_at else None
    )
    return Searcher(
        album.retrieve, album, album.embed_query, lambda: album.identity, pictures=pictures,
        likes=access,
    )  # fmt: skip


def ask(album: Album, like: Like, text: str = "", **changes: object) -> SearchAnswer:
    its = searcher(album, looked_at=bool(changes.pop("looked_at", True)))
    try:
        return its.search(Query(text, like=like, **changes))  # type: ignore[arg-type]
    finally:
        its.close()


def names(answer: SearchAnswer) -> list[str]:
    return [hit.path.name for hit in answer.hits]


# ---- texts -------------------------------------------------------------------------------------


def test_a_document_is_found_by_its_vectors_without_asking_the_model(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/boats.txt")))
    assert names(answer)[0] == "storm.txt"
    assert not {"boats.txt", "copy.txt"} & set(names(answer))
    assert album.asked == []
    assert answer.plan.like == "Like “boats.txt”"


def test_copies_are_left_out_with_it_unless_they_lie_outside(album: Album) -> None:
    assert "copy.txt" not in names(ask(album, Like(Path("/docs/boats.txt")), fold=False))
    album.outside_texts["stranger.txt"] = BOATS
    answer = ask(album, Like(Path("/elsewhere/stranger.txt")), fold=False)
    assert set(names(answer)[:2]) == {"boats.txt", "copy.txt"}


def test_the_passage_nearest_to_the_range_is_meant(album: Album) -> None:
    second = len(BOATS) + 1
    like = Like(Path("/docs/boats.txt"), None, Span(second + 3, second + 9))
    found = Likenesses(LikeAccess(album, album.stored, album.stored_pictures, album)).of(like, None)
    assert found.told == "Like a passage of “boats.txt”"
    assert "lighthouse" in found.words
    assert "storm" not in found.words
    expected = album.model.embed_passages(["The lighthouse keeper counts the boats."]).dense[0]
    assert found.dense == pytest.approx(expected, abs=1e-6)


def test_words_beside_it_ask_the_model_and_count(album: Album) -> None:
    like = Like(Path("/docs/boats.txt"))
    answer = ask(album, like, "flour yeast oven bread")
    assert album.asked == ["flour yeast oven bread"]
    assert set(names(answer)[:2]) == {"storm.txt", "bread.txt"}
    assert names(ask(album, like, "type:png", relax=False)) == []


def test_a_model_that_fails_at_the_words_is_told(album: Album) -> None:
    def fails(text: str) -> Embeddings:
        raise ModelError("The model does not run")

    album.embed_query = fails  # type: ignore[method-assign]
    answer = ask(album, Like(Path("/docs/boats.txt")), "oven")
    assert "storm.txt" in names(answer)
    assert any("The model does not run" in note for note in answer.plan.notes)


def test_quoted_words_must_stand_there_to_lead(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/boats.txt")), '"hot oven"')
    assert names(answer)[0] == "bread.txt"
    assert answer.plan.phrases == ("hot oven",)


def test_excluded_words_are_left_out(album: Album) -> None:
    assert "storm.txt" not in names(ask(album, Like(Path("/docs/boats.txt")), "-old"))


def test_nothing_like_it_is_said_without_speaking_of_filters(album: Album) -> None:
    shelf = Album()
    shelf.put("/docs/boats.txt", BOATS)
    answer = ask(shelf, Like(Path("/docs/boats.txt")))
    assert answer.hits == ()
    assert answer.plan.notes == ("Nothing was found.",)
    answer = ask(shelf, Like(Path("/docs/boats.txt")), "type:pdf", relax=False)
    assert answer.plan.notes == ("Nothing matches within the filter.",)


def test_filters_that_nothing_passes_are_left_out_one_at_a_time(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/boats.txt")), "type:pdf")
    assert answer.plan.relaxed == ("type:pdf",)
    assert names(answer)[0] == "storm.txt"


def test_without_vectors_words_answer(album: Album) -> None:
    album.put("/docs/bare.txt", MORE_BOATS, meaning=False)
    answer = ask(album, Like(Path("/docs/bare.txt")))
    assert set(answer.plan.legs) == {"stems", "words"}
    assert set(names(answer)) >= {"storm.txt", "boats.txt"}


def test_a_document_without_text_is_told(album: Album) -> None:
    album.put("/docs/empty.txt")
    with pytest.raises(DocMindError, match="no text to compare"):
        ask(album, Like(Path("/docs/empty.txt")))
    with pytest.raises(UsageError, match="no page 3 with text"):
        ask(album, Like(Path("/docs/boats.txt"), 3))
    with pytest.raises(UsageError, match="Nothing was given"):
        ask(album, Like())


def test_where_nothing_can_be_compared_it_is_told(album: Album) -> None:
    with pytest.raises(DocMindError, match="cannot be looked for here"):
        album.searcher.search(Query("", like=Like(Path("/docs/boats.txt"))))


def test_a_search_without_it_is_as_before(album: Album) -> None:
    plain = searcher(album).search(Query("harbour storm"))
    assert plain.plan.like == ""
    assert names(plain) == album.names("harbour storm")


# ---- pictures ----------------------------------------------------------------------------------


def test_pictures_are_found_by_what_they_show_alone(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/day.png")))
    assert names(answer) == ["evening.png", "night.png", "cat.png"]
    assert answer.plan.legs == ("pictures",)
    assert album.texts_asked == []


def test_words_turn_a_picture(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/day.png")), "but at night")
    assert names(answer)[0] == "night.png"
    assert album.texts_asked == ["but at night"]


def test_words_that_no_model_understands_are_told(album: Album) -> None:
    answer = ask(album, Like(Path("/docs/day.png")), "nothing")
    assert names(answer)[0] == "evening.png"
    assert "The words beside the picture were not taken into account." in answer.plan.notes


def test_pasted_and_dropped_pictures(album: Album) -> None:
    album.outside_pictures["new.png"] = direction(1, 0.1)
    assert names(ask(album, Like(Path("/tmp/new.png"))))[:2] == ["day.png", "evening.png"]
    answer = ask(album, Like(picture=b"new.png"))
    assert names(answer)[0] == "day.png"
    assert answer.plan.like == "Like the pasted picture"
    with pytest.raises(ExtractionError):
        ask(album, Like(Path("/tmp/broken.png")))
    with pytest.raises(UsageError, match="too large"):
        ask(album, Like(picture=bytes(MOST_PICTURE_BYTES + 1)))


def test_a_picture_that_was_not_looked_at_yet_is_opened(album: Album) -> None:
    album.put("/docs/late.png", "", kind="image", meaning=False)
    album.outside_pictures["late.png"] = direction(0, 1)
    assert names(ask(album, Like(Path("/docs/late.png"))))[0] == "cat.png"


def test_without_a_picture_model_its_words_answer_or_it_is_told(album: Album) -> None:
    album.lacking = "CLIP is not installed."
    album.show("/docs/scan.png", 1, text=MORE_BOATS)
    answer = ask(album, Like(Path("/docs/scan.png")), looked_at=False)
    assert names(answer)[0] == "storm.txt"
    assert answer.plan.notes[0] == "It is compared by the words in it only."
    with pytest.raises(ModelError, match="cannot be compared yet"):
        ask(album, Like(Path("/docs/day.png")), looked_at=False)
    album.lacking = ""
    with pytest.raises(DocMindError, match="looked at yet"):
        ask(album, Like(picture=b"new.png"), looked_at=False)


def test_a_failing_store_of_pictures_is_the_answers_error(album: Album) -> None:
    album.gallery.close()
    with pytest.raises(DocMindError):
        ask(album, Like(Path("/docs/day.png")))
