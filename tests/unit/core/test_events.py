"""Who is told what, and what waits for the first who listens."""

from __future__ import annotations

from docmind.core.events import Event, IndexChanged, Notice, Subscribers


def test_notices_wait_for_the_first_face_and_come_once() -> None:
    subscribers = Subscribers()
    part: list[Event] = []
    subscribers.add_part(part.append)
    subscribers.publish(IndexChanged(1))
    subscribers.publish(Notice("info", "was brought up to date"))
    first: list[Event] = []
    second: list[Event] = []
    leave = subscribers.add(first.append)
    subscribers.add(second.append)
    assert first == [Notice("info", "was brought up to date")]
    assert second == []
    subscribers.publish(Notice("info", "now"))
    assert first[1:] == second == [Notice("info", "now")]
    leave()
    subscribers.publish(IndexChanged(2))
    assert first[-1] == Notice("info", "now")
    assert part[-1] == second[-1] == IndexChanged(2)


def test_not_more_waits_than_a_person_reads() -> None:
    subscribers = Subscribers()
    for number in range(100):
        subscribers.publish(Notice("info", str(number)))
    told: list[Event] = []
    subscribers.add(told.append)
    assert len(told) == 20
    assert told[-1] == Notice("info", "99")
