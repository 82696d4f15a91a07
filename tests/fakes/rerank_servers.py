"""Fakes of servers that only put passages in order: Cohere and Jina, from their documentation."""

from __future__ import annotations

from typing import Any

from fakes.answering import Answer, Asked, FakeModelServer, overlap, words_in


class FakeJina(FakeModelServer):
    """``/v1/rerank``; ``as_text``: documents come back as plain strings, as older versions did."""

    key = "jina-fake"
    model = "jina-reranker-v2-base-multilingual"
    as_text = False

    def refused(self, asked: Asked) -> Answer:
        return Answer(401, {"detail": "Invalid API key"})

    def post(self, path: str, body: Any) -> Answer:
        if path != "/v1/rerank":
            return Answer(404, {"detail": "Not Found"})
        if body["model"] != self.model:
            return Answer(404, {"detail": f"Model {body['model']} not found"})
        found = [self.result(body["query"], at, text) for at, text in enumerate(body["documents"])]
        found.sort(key=lambda one: -one["relevance_score"])
        tokens = sum(map(words_in, body["documents"]))
        return Answer(
            200,
            {
                "model": self.model,
                "object": "list",
                "usage": {"total_tokens": tokens},
                "results": found[: body.get("top_n")],
            },
        )

    def result(self, query: str, at: int, text: str) -> dict[str, Any]:
        shown = text if self.as_text else {"text": text}
        return {"index": at, "relevance_score": overlap(query, text), "document": shown}


class FakeCohere(FakeModelServer):
    """``/v2/rerank``: the results hold no documents."""

    key = "co-fake"
    model = "rerank-v3.5"

    @property
    def address(self) -> str:
        return f"{self.root}/v2"

    def refused(self, asked: Asked) -> Answer:
        return Answer(401, {"id": "1", "message": "invalid api token"})

    def post(self, path: str, body: Any) -> Answer:
        if path != "/v2/rerank":
            return Answer(404, {"message": "invalid route"})
        if body["model"] != self.model:
            told = f"model '{body['model']}' not found, make sure the correct model ID was used"
            return Answer(404, {"id": "1", "message": told})
        found = [
            {"index": at, "relevance_score": overlap(body["query"], text)}
            for at, text in enumerate(body["documents"])
        ]
        found.sort(key=lambda one: -one["relevance_score"])
        return Answer(
            200,
            {
                "id": "1",
                "results": found[: body.get("top_n")],
                "meta": {"api_version": {"version": "2"}, "billed_units": {"search_units": 1}},
            },
        )


class FakeOldServer(FakeModelServer):
    """Names no index: its results can only be told apart by the text that comes with them, where
    ``shows`` is set; not sorted."""

    shows = True

    def post(self, path: str, body: Any) -> Answer:
        if path != "/v1/rerank":
            return Answer(404)
        found = []
        for text in reversed(body["documents"]):
            one: dict[str, Any] = {"relevance_score": overlap(body["query"], text)}
            if self.shows:
                one["document"] = text
            found.append(one)
        return Answer(200, {"results": found})
