"""Which space a model gives: by its name, its digest, and the vectors of known sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from fakes.embedding_worker import ELSEWHERE, HERE, probes

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.probes import Probes
from docmind.core.errors import ModelChanged, ModelError
from docmind.core.index.noted import BEFORE, IDENTITY, NEXT, Goal
from docmind.core.index.probes import KnownSpaces

REPULLED = replace(ELSEWHERE, digest="3" * 64, precision="q8_0", pooling="cls", runtime="Ollama 1")


class Library:
    """A catalog, what is told, and spaces that begin in it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.told: list[str] = []
        self.spaces = KnownSpaces(catalog, self.told.append)

    def begin(self, told: ModelIdentity, found: Probes) -> ModelIdentity:
        """As a library begins with that model."""
        space = self.spaces.found(told, found)
        self.spaces.begin("twin", space, told, found)
        return space


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield Library(catalog)
    catalog.close()


def nudged(found: Probes, by: float) -> Probes:
    """Vectors that are almost those."""
    rows = found.rows + np.roll(found.rows, 1, axis=1) * by
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Probes.of(rows[:3], rows[3:])


# -- on a server


def test_a_space_on_a_server_is_named_by_its_vectors(library: Library) -> None:
    space = library.begin(ELSEWHERE, probes())
    assert space == replace(ELSEWHERE, digest=probes().digest)
    assert library.spaces.found(ELSEWHERE, probes(1)).space != space.space


@pytest.mark.parametrize("told", [ELSEWHERE, REPULLED])
def test_the_same_vectors_are_the_same_space_whatever_is_told(
    library: Library, told: ModelIdentity
) -> None:
    space = library.begin(ELSEWHERE, probes())
    found = nudged(probes(), 0.01)
    judged = library.spaces.only(space, "twin", "Twin")(told, found)
    assert judged.space == library.spaces.found(told, found).space == space.space
    assert judged == replace(space, runtime=told.runtime)


def test_another_copy_is_told_once(library: Library) -> None:
    space = library.begin(ELSEWHERE, probes())
    judge = library.spaces.only(space, "twin", "Twin")
    judge(ELSEWHERE, probes())
    assert library.told == []
    judge(REPULLED, probes())
    judge(REPULLED, probes())
    assert len(library.told) == 1
    assert "another copy of twin" in library.told[0]
    assert library.spaces.of(space.space).probes == probes()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("told", "found", "says"),
    [
        (ELSEWHERE, probes(1), "its vectors of known sentences are others"),
        (ELSEWHERE, nudged(probes(), 0.1), "its vectors of known sentences are others"),
        (replace(ELSEWHERE, model="other"), probes(), "It is ollama other"),
        (replace(ELSEWHERE, dimension=64), probes(), "have 64 numbers"),
        (replace(ELSEWHERE, passage_template="p: {text}"), probes(), "Other words"),
    ],
)
def test_another_model_is_refused_with_the_ways_out(
    library: Library, told: ModelIdentity, found: Probes, says: str
) -> None:
    space = library.begin(ELSEWHERE, probes())
    with pytest.raises(ModelChanged, match="Twin is not the model this library was read with") as e:
        library.spaces.only(space, "twin", "Twin")(told, found)
    assert says in e.value.detail
    assert "Bring the old one back" in e.value.hint
    assert e.value.hint.endswith("docmind models use twin")
    assert library.spaces.found(told, found).space != space.space or told.model == "other"


def test_the_space_being_built_and_the_one_before_are_known_too(library: Library) -> None:
    before = library.begin(ELSEWHERE, probes(1))
    library.catalog.set_meta(BEFORE, before.space)
    library.begin(ELSEWHERE, probes())
    goal = library.spaces.found(ELSEWHERE, probes(2))
    noted = library.spaces.note(goal, ELSEWHERE, probes(2))
    noted[NEXT] = msgspec.json.encode(Goal("twin", goal)).decode()
    library.catalog.begin_next(noted)
    assert library.spaces.found(REPULLED, nudged(probes(1), 0.01)).space == before.space
    assert library.spaces.found(REPULLED, nudged(probes(2), 0.01)).space == goal.space
    library.spaces.forget(before.space)
    assert library.spaces.found(REPULLED, nudged(probes(1), 0.01)).space != before.space


def test_a_library_whose_probes_are_lost_takes_the_very_same_vectors(library: Library) -> None:
    space = library.begin(ELSEWHERE, probes())
    library.catalog.set_meta(f"probes:{space.space}", "{damaged")
    judge = library.spaces.only(space, "twin", "Twin")
    with pytest.raises(ModelChanged):
        judge(ELSEWHERE, nudged(probes(), 0.01))
    judge(ELSEWHERE, probes())
    judge(ELSEWHERE, nudged(probes(), 0.01))  # they are kept again


# -- here


def test_the_digest_decides_for_a_model_that_is_here(library: Library) -> None:
    space = library.begin(HERE, probes())
    assert space == HERE
    with pytest.raises(ModelChanged, match="files are not those"):
        library.spaces.only(space, "hashing", "Hashing")(replace(HERE, digest="9" * 64), probes())


def test_a_runtime_that_computes_wrongly_is_found_out(library: Library) -> None:
    space = library.begin(HERE, probes())
    judge = library.spaces.only(space, "hashing", "Hashing")
    judge(replace(HERE, runtime="torch fp16"), nudged(probes(), 0.01))
    with pytest.raises(ModelError, match="computes other vectors") as raised:
        judge(HERE, nudged(probes(), 0.1))
    assert not isinstance(raised.value, ModelChanged)


def test_a_library_of_an_earlier_program_keeps_its_probes_quietly(library: Library) -> None:
    library.catalog.set_meta(IDENTITY, msgspec.json.encode(HERE).decode())
    judge = library.spaces.only(HERE, "hashing", "Hashing")
    assert library.spaces.of(HERE.space) is None
    judge(HERE, probes())
    assert library.spaces.of(HERE.space).probes == probes()  # type: ignore[union-attr]
    assert library.told == []
    with pytest.raises(ModelError):
        judge(HERE, probes(1))


# -- another transport


def test_a_transport_gives_the_same_vectors_under_any_name(library: Library) -> None:
    space = library.begin(HERE, probes())
    judge = library.spaces.same_vectors(space, "Twin")
    assert judge(ELSEWHERE, nudged(probes(), 0.01)) == ELSEWHERE
    for told, found, why in (
        (ELSEWHERE, probes(1), "compared on known sentences"),
        (replace(ELSEWHERE, dimension=64), probes(), "have 64 numbers"),
        (replace(ELSEWHERE, query_template="q: {text}"), probes(), "other words"),
    ):
        with pytest.raises(ModelError, match="Twin does not give the vectors") as raised:
            judge(told, found)
        assert why in raised.value.detail


def test_nothing_stands_in_for_a_space_that_cannot_be_compared(library: Library) -> None:
    with pytest.raises(ModelError) as raised:
        library.spaces.same_vectors(HERE, "Twin")(ELSEWHERE, probes())
    assert "Nothing is kept" in raised.value.detail
