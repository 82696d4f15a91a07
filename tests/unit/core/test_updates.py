"""Looking for a new version: only when asked for or switched on; strangers' words are checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fakes.release_list import DIGEST, ReleaseList, document, hang, next_version
from filelock import FileLock

from docmind import __version__
from docmind.core import connections_made, save_settings
from docmind.core.errors import NetworkError, UsageError
from docmind.core.paths import connections_file
from docmind.core.updates import (
    PURPOSE,
    UpdateTerms,
    look_for_new_version,
    look_if_due,
    read_release,
    update_terms,
)

NEXT = next_version(__version__)
TERMS = UpdateTerms("https://updates.example/docmind/list.json", "updates.example", False)


@pytest.fixture
def served() -> Iterator[ReleaseList]:
    """A list with a newer version, whose address is set."""
    with ReleaseList(document(NEXT)) as told:
        save_settings({"updates.address": told.address})
        yield told


def test_nobody_is_asked_unless_an_address_is_set() -> None:
    assert update_terms() == UpdateTerms("", "", False, "No address is known where new versions "
                                         "are told of.")  # fmt: skip
    with pytest.raises(UsageError, match="Nobody can be asked"):
        look_for_new_version()
    save_settings({"updates.check": True})
    assert look_if_due() is None
    assert connections_made() == ()


def test_an_address_that_is_not_asked_says_why() -> None:
    save_settings({"updates.address": "http://updates.example/x", "updates.check": True})
    terms = update_terms()
    assert (terms.host, terms.daily) == ("", False)
    assert "not protected" in terms.why
    with pytest.raises(UsageError) as caught:
        look_for_new_version()
    assert "https://" in caught.value.detail


def test_a_newer_version_is_told(served: ReleaseList) -> None:
    found = look_for_new_version()
    assert (found.version, found.newer, found.current) == (NEXT, True, __version__)
    assert (found.date, found.notes) == ("2026-12-01", "Finds more.\nForgets less.")
    assert found.where == served.address.rpartition("/")[0] + "/"
    (one,) = found.artefacts
    assert (one.name, one.size, one.sha256) == (f"docmind_{NEXT}_amd64.deb", 91_000_000, DIGEST)
    assert [one.purpose for one in connections_made()] == [PURPOSE]


def test_by_itself_it_asks_once_a_day_and_only_where_switched_on(served: ReleaseList) -> None:
    assert look_if_due() is None
    assert served.asked == []
    save_settings({"updates.check": True})
    found = look_if_due()
    assert found is not None
    assert found.version == NEXT
    assert look_if_due() is None
    assert len(served.asked) == 1
    look_for_new_version()  # a person's order counts for the day, and is never held up
    assert len(served.asked) == 2


def _shift_journal(by: timedelta) -> None:
    lines = [json.loads(line) for line in connections_file().read_text().splitlines()]
    when = (datetime.now(UTC) - by).isoformat(timespec="seconds")
    kept = [{**line, "began": when} if "began" in line else line for line in lines]
    connections_file().write_text("".join(f"{json.dumps(line)}\n" for line in kept))


def test_the_next_day_it_asks_again(served: ReleaseList) -> None:
    save_settings({"updates.check": True})
    look_if_due()
    _shift_journal(timedelta(hours=23))
    assert look_if_due() is None
    _shift_journal(timedelta(hours=24, minutes=1))
    assert look_if_due() is not None
    _shift_journal(timedelta(days=-400))  # the clock was wrong
    assert look_if_due() is not None
    assert len(served.asked) == 3


def test_a_time_that_is_none_holds_nothing_up(served: ReleaseList) -> None:
    save_settings({"updates.check": True})
    told = {"id": "1", "began": "yesterday", "host": "h", "purpose": PURPOSE}
    naive = {**told, "id": "2", "began": "2026-11-25T12:00:00"}
    connections_file().parent.mkdir(parents=True, exist_ok=True)
    connections_file().write_text(f"{json.dumps(told)}\n{json.dumps(naive)}\n")
    assert look_if_due() is not None


def test_a_failure_counts_as_the_day_s_try(served: ReleaseList) -> None:
    save_settings({"updates.check": True})
    served.status = 500
    with pytest.raises(NetworkError):
        look_if_due()
    assert look_if_due() is None
    assert len(served.asked) == 1


def test_two_windows_do_not_ask_at_once(served: ReleaseList) -> None:
    save_settings({"updates.check": True})
    with FileLock(f"{connections_file()}.updates.lock"):
        assert look_if_due() is None
    assert served.asked == []


def test_the_version_that_runs_is_the_newest(served: ReleaseList) -> None:
    save_settings({"updates.check": True})
    served.body = document(__version__)
    assert look_if_due() is None
    assert not look_for_new_version().newer


def test_an_older_version_is_refused(served: ReleaseList) -> None:
    served.body = document("0.0.1")
    with pytest.raises(NetworkError, match="tells of no newer version") as caught:
        look_for_new_version()
    assert "0.0.1" in caught.value.detail


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>Sign in to the network</html>", b"[]", b"null", b'{"version": "9.9.9"',
        b"[" * 200_000, b"\xff\xfe", b'{"version": 9}', document("9.9"), document("v9.9.9"),
        document("9.9.9-rc.1"), document("9.9.9<b>"), document("9" * 5000 + ".0.0"),
        document("9.9.9", date="yesterday"), document("9.9.9", date=None),
        document("9.9.9", notes=7), document("9.9.9", notes="x" * 4001),
        document("9.9.9", artefacts={}),
        *(
            document("9.9.9", artefacts=[{"name": "a.deb", "size": 1, "sha256": DIGEST} | wrong])
            for wrong in (
                {"name": "../a.deb"}, {"name": "a\nb"}, {"name": "a b"}, {"name": ""},
                {"size": -1}, {"size": 1.5}, {"size": True}, {"size": 10**30},
                {"sha256": "0123"}, {"sha256": DIGEST + "\n"}, {"sha256": None},
            )
        ),
        document("9.9.9", artefacts=[{"name": "a.deb", "size": 1, "sha256": DIGEST}] * 41),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(NetworkError, match="no list of versions") as caught:
        read_release(body, TERMS)
    assert caught.value.detail
    assert len(str(caught.value)) < 600


def test_notes_are_plain_text() -> None:
    told = "<b>New</b>\r\n\x1b[31mred\u202e  end\t.\N{ZERO WIDTH JOINER}"
    found = read_release(document("9.9.9", notes=told, unknown=[{}]), TERMS)
    assert found.notes == "<b>New</b>\n[31mred end .\N{ZERO WIDTH JOINER}"


def test_the_folder_of_the_list_is_where_the_files_lie() -> None:
    asked = UpdateTerms("https://updates.example/docmind/list.json?x=1", "updates.example", True)
    assert read_release(document("9.9.9"), asked).where == "https://updates.example/docmind/"


def test_one_that_hangs_is_left(served: ReleaseList, monkeypatch: pytest.MonkeyPatch) -> None:
    from docmind.core import updates
    from docmind.core.models.small_document import fetch

    monkeypatch.setattr(updates, "fetch", lambda *asked: fetch(*asked, seconds=0.2))
    served.misbehave = hang
    with pytest.raises(NetworkError, match="in time"):
        look_for_new_version()
