"""What was set right crosses the wire as it is."""

from __future__ import annotations

from docmind.core.remote.protocol import Message, arguments_of, decode, encode, value_of
from docmind.core.schema import Query, QueryPlan, SearchAnswer

PLAN = QueryPlan(
    "auto",
    ("words",),
    0.0,
    True,
    searched="receive Москва",
    corrections=(("recieve", "receive"), ("moskva", "Москва")),
    suggestion="",
)


def test_an_answer_with_corrections() -> None:
    answer = SearchAnswer("recieve moskva", PLAN, (), 0, 1.5)
    frame = encode(Message(id=1, value=answer))
    assert value_of("search", decode(frame).value) == answer


def test_a_query_as_typed() -> None:
    query = Query("recieve", correct=False)
    frame = encode(Message(id=1, call="search", arguments={"query": query}))
    assert arguments_of(decode(frame)) == {"query": query}
    old = Message(id=1, call="search", arguments={"query": {"text": "recieve"}})
    assert arguments_of(decode(encode(old)))["query"].correct
