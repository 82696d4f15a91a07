"""The program in a terminal: what it says of itself, the demo, and a small folder of documents."""

from __future__ import annotations

import json
from pathlib import Path

from trying.contents import differences, digests
from trying.program import QUESTIONS, Program, write_documents
from trying.report import Report

_DEMO_ANSWERS = ("insurance-letter.docx", "invoice-boiler-2024.pdf", "IMG_2291.jpg")


def try_terminal(program: Program, report: Report, version: str, samples: Path) -> None:
    """All of it, with an X server named, as the doctor looks for one."""
    told = program.run("--version")
    report.demand(
        f"docmind --version says {version}", told.out.strip() == f"docmind {version}", told
    )
    _doctor(program, report)
    _demo(program, report)
    _documents(program, report, samples)


def _doctor(program: Program, report: Report) -> None:
    ran = program.run("doctor")
    report.check("docmind doctor finds nothing missing", ran.status == 0, ran)
    checks = program.ask("doctor")["checks"]
    missing = [check for check in checks if check["state"] == "missing"]
    report.check("and says the same as JSON", bool(checks) and not missing, missing)


def _demo(program: Program, report: Report) -> None:
    shown = program.run("demo", "--no-window")
    report.check("docmind demo --no-window ends well", shown.status == 0, shown)
    ran = program.run("demo", "--no-window", "--json")
    answers = json.loads(ran.out)["answers"] if ran.status == 0 else []
    names = tuple(Path(answer["hits"][0]["path"]).name for answer in answers if answer["hits"])
    report.check(
        "and answers its three questions with the right files", names == _DEMO_ANSWERS, ran
    )
    left = [path.name for path in (program.place.root / "tmp").glob("docmind-demo-*")]
    report.check("and leaves nothing behind", not left, left)


def _documents(program: Program, report: Report, samples: Path) -> None:
    folder = write_documents(program.place, samples)
    before, files = digests(folder), sum(path.is_file() for path in folder.iterdir())
    counts = program.ask("index", folder)
    read = (counts["added"], counts["failed"], counts["skipped"])
    report.demand(f"a folder of {files} documents is read", read == (files, 0, 0), counts)
    for question in QUESTIONS:
        hits = program.hits(question.text)
        first = Path(hits[0]["path"]).name if hits else "nothing"
        report.check(f"“{question.text}” finds {question.answer}", first == question.answer, first)
    changed = differences(before, digests(folder))
    report.check("the documents are untouched", not changed, "\n".join(changed))
    program.let_go()
