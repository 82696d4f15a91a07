"""Answers as a person reads them in a terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from docmind.cli.screen import Screen, one_line, repaired
from docmind.core import (
    Check,
    ExcludePreview,
    FileRecord,
    Hit,
    JobReport,
    ModelEstimate,
    PictureStatus,
    Problem,
    Reason,
    Reranked,
    SavedSearch,
    SearchAnswer,
    Searches,
    Status,
    config_file,
    coverage,
    weak_from,
)

_STATES = {"ok": "ok     ", "warning": "warning", "missing": "MISSING"}


def show_counts(screen: Screen, report: JobReport) -> None:
    """What an indexing job did, and what it left out."""
    counts = report.counts
    start = "Stopped. " if report.outcome == "cancelled" else ""
    screen.say(
        f"{start}Added {counts.added:,}, updated {counts.updated:,}, "
        f"unchanged {counts.unchanged:,}, removed {counts.removed:,} "
        f"in {report.seconds:.1f} s ({_count(counts.chunks, 'passage')} written)."
    )
    if counts.skipped:
        types = ", ".join(f"{name} {number:,}" for name, number in report.skipped_types)
        names = f": {one_line(types)}" if types else "."
        screen.say(f"Left out {_count(counts.skipped, 'file')} of types that are not read{names}")
    if counts.failed:
        screen.say(f"{_count(counts.failed, 'file')} could not be read. See: docmind problems")


def show_recognised(screen: Screen, report: JobReport) -> None:
    """In how many pictures and scanned documents text was found."""
    start = "Stopped. " if report.outcome == "cancelled" else ""
    found = _count(report.counts.updated, "picture or scanned document")
    if report.counts.updated != 1:
        found = f"{report.counts.updated:,} pictures and scanned documents"
    screen.say(f"{start}Text was found in {found} in {report.seconds:.1f} s.")


_ORDERS = {"date": ", newest first", "name": ", by file name", "size": ", largest first"}


def show_answer(screen: Screen, answer: SearchAnswer, *, facets: bool = False) -> None:
    """The results of a search, best first; with ``facets`` also how all of them divide."""
    if answer.plan.like:
        screen.say(screen.faint(one_line(answer.plan.like)))
    for fault in answer.plan.faults:
        place = answer.query[fault.start : fault.end]
        screen.say(one_line(f"At “{place}”: {fault.message} It is searched for as words."))
    for note in answer.plan.notes or _verdict(answer):
        screen.say(one_line(note))
    if answer.plan.suggestion:
        screen.say(f"Did you mean: {screen.strong(one_line(answer.plan.suggestion))}")
    line = weak_from(answer.hits)
    for number, hit in enumerate(answer.hits):
        if number == line:
            screen.say(screen.faint("Weaker matches:"))
        _show_hit(screen, hit)
    if answer.hits:
        shown = len(answer.hits)
        of = f" of {answer.total:,}" if answer.total > shown else ""
        order = _ORDERS.get(answer.plan.sort, "")
        screen.say(screen.faint(f"{_count(shown, 'result')}{of} in {answer.took_ms:.0f} ms{order}"))
    if answer.plan.reranked is not None and answer.hits:
        screen.say(screen.faint(one_line(_reranked(answer.plan.reranked))))
    for facet in answer.facets if facets else ():
        more = "+" if facet.at_least else ""
        values = (f"{one_line(one.value)} {one.count:,}{more}" for one in facet.values)
        screen.say(f"{facet.name + ':':<10}{', '.join(values)}")


def _reranked(its: Reranked) -> str:
    """What a reranker did, or why it did nothing."""
    if its.note:
        return its.note
    moved = f"{_count(its.moved, 'result')} moved" if its.moved else "nothing moved"
    read = _count(its.passages, "passage")
    return f"{its.reranker} read {read} in {its.milliseconds:.0f} ms; {moved}"


def _verdict(answer: SearchAnswer) -> tuple[str, ...]:
    if not answer.hits:
        return (f"Nothing was found for {answer.query}.",)
    return () if answer.close else ("Nothing close was found; these are the nearest.",)


def _show_hit(screen: Screen, hit: Hit) -> None:
    facts = []
    if hit.best.page is not None:
        facts.append(f"page {hit.best.page}")
    if hit.container is not None:
        facts.append(f"in {one_line(hit.container.name)}")
    if hit.best.in_picture:
        facts.append("(text in picture)")
    if not hit.read:
        facts.append("(not read)")
    rest = screen.faint("".join(f"  {fact}" for fact in facts))
    screen.say(f"{hit.rank:>2}. {screen.strong(one_line(hit.title))}{rest}")
    screen.say(f"    {screen.faint(one_line(hit.path))}")
    for path in hit.copies:
        screen.say(f"    {screen.faint('also: ' + one_line(path))}")
    if hit.best.heading:
        screen.say(f"    {screen.faint(one_line(hit.best.heading))}")
    snippet = screen.marked(hit.best.snippet, hit.best.highlights)
    if snippet:
        screen.say(f"    {snippet}")
    if hit.why:
        screen.say(f"    {screen.faint('why: ' + why(hit.why))}")
    screen.say()


def why(reasons: Iterable[Reason]) -> str:
    """The reasons on one line: ``meaning 0.62; words: notice, period``."""
    parts = []
    for reason in reasons:
        score = f" {reason.score:.2f}" if reason.score is not None else ""
        terms = f": {', '.join(reason.terms)}" if reason.terms else ""
        parts.append(f"{reason.label}{score}{terms}")
    return one_line("; ".join(parts))


def show_status(screen: Screen, status: Status) -> None:
    """The library at a glance."""
    screen.say(f"Library   {one_line(status.library)}")
    screen.say(f"Model     {one_line(status.model)} on {status.device}")
    if status.fell_back or status.model_missing:
        screen.say(f"          {one_line(status.model_missing or status.device_why)}")
    if status.reranker:
        screen.say(f"Reranker  {one_line(status.reranker)}")
    _show_change(screen, status)
    screen.say(f"Searched  {_count(status.files, 'file')}, {_count(status.chunks, 'passage')}")
    if status.pending or status.model_missing:
        waiting = f"; {_count(status.pending, 'file')} found by name only, still to be read"
        by_meaning = f"{coverage(status)} % searchable by meaning"
        screen.say(f"          {by_meaning}{waiting if status.pending else ''}")
    screen.say(f"Left out  {_count(status.skipped, 'file')} of types that are not read")
    screen.say(f"Problems  {_count(status.problems, 'file')}")
    if status.pictures is not None and status.pictures.files:
        _show_pictures(screen, status.pictures)
    if status.no_text:
        screen.say(f"Scans     {_count(status.no_text, 'document')} without text")
    screen.say(f"On disk   {as_size(status.disk_bytes)}")
    _show_uses(screen, status)
    if status.paused:
        screen.say("Reading is paused.")
    elif status.held:
        screen.say(one_line(status.held))
    for job in status.jobs:
        screen.say(f"Working   {job.stage}, {job.done:,} of {job.total:,}")
    if not status.sources:
        screen.say("No folder was added yet. Add one: docmind index FOLDER")
    for source in status.sources:
        left = f", {_count(source.problems, 'problem')}" if source.problems else ""
        screen.say(f"  {one_line(source.path)}")
        screen.say(f"    {source.state}, {source.done:,} of {_count(source.files, 'file')}{left}")


def _show_uses(screen: Screen, status: Status) -> None:
    """What models were asked since the engine started, and what was known already."""
    for use in status.providers:
        name = use.provider if use.model == use.provider else f"{use.provider} {use.model}"
        parts = [f"{_count(use.calls, 'call')}, {_count(use.texts, 'text')} in {use.seconds:.1f} s"]
        parts += [f"{use.tokens:,} tokens"] if use.tokens else []
        parts += [f"{use.cache_hits:,} known already"] if use.cache_hits else []
        parts += [f"{code} {count:,}" for code, count in use.errors]
        screen.say(f"Asked     {one_line(name)}: {', '.join(parts)}")
    cache = status.cache
    if cache is not None and cache.vectors:
        most = f" of at most {as_size(cache.limit)}" if cache.limit else ""
        screen.say(f"Cache     {_count(cache.vectors, 'vector')}, {as_size(cache.size)}{most}")


def _show_change(screen: Screen, status: Status) -> None:
    change = status.change
    if change is not None:
        screen.say(
            f"Next      {one_line(change.title)}, {change.done:,} of {change.total:,} files ready. "
            f"{change.waiting}".rstrip()
        )
    if status.old_index_bytes:
        size = as_size(status.old_index_bytes)
        screen.say(f"          The index of the model before takes {size}; it can be removed: ")
        screen.say(f"          {screen.faint('docmind models forget')}")


def _show_pictures(screen: Screen, pictures: PictureStatus) -> None:
    screen.say(
        f"Pictures  {pictures.pictures:,} known by what they show, in "
        f"{pictures.seen:,} of {_count(pictures.files, 'file')} looked at"
    )
    if pictures.missing:
        screen.say(f"          {one_line(pictures.missing)}")


def show_looked(screen: Screen, report: JobReport) -> None:
    """What a look at pictures found."""
    counts = report.counts
    start = "Stopped. " if report.outcome == "cancelled" else ""
    screen.say(
        f"{start}Looked at {_count(counts.embedded, 'picture')} in "
        f"{_count(counts.updated, 'file')} in {report.seconds:.1f} s."
    )
    if counts.failed:
        screen.say(f"{_count(counts.failed, 'file')} could not be looked at.")


def show_estimate(screen: Screen, estimate: ModelEstimate) -> None:
    """What another model would take, before it is begun."""
    screen.say(
        f"{one_line(estimate.title)}: {_count(estimate.files, 'file')}, about "
        f"{_count(estimate.passages, 'passage')}"
        + (f", {estimate.known:,} of them known already." if estimate.known else ".")
    )
    screen.say(f"Time      {_duration(estimate.seconds)} on {estimate.device}. {estimate.why}")
    screen.say(
        f"Disk      {as_size(estimate.disk_bytes)}; {as_size(estimate.free_bytes)} are free."
    )
    screen.say("Searches go on with the present model until it is done. No file is read again.")
    if estimate.old_bytes:
        screen.say(f"The present index ({as_size(estimate.old_bytes)}) stays until you remove it.")


def _duration(seconds: float) -> str:
    """About how long, in words."""
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} minutes"
    return f"about {seconds / 3600:.1f} hours"


def show_problems(screen: Screen, problems: Sequence[Problem], library: Path | None = None) -> None:
    """Files that could not be read, with the reason and the command that would help.

    Documents that are only pictures come last: nothing is wrong with them.
    """
    start = f"docmind --library {typed(library)}" if library is not None else "docmind"
    silent = [problem for problem in problems if problem.kind == "no_text"]
    for problem in problems:
        if problem.kind == "no_text":
            continue
        screen.say(screen.strong(one_line(problem.path)))
        screen.say(f"    {problem.kind}: {one_line(problem.reason)}")
        if problem.hint:
            screen.say(f"    {one_line(problem.hint)}")
        screen.say(f"    {screen.faint(f'{start} {problem.action} {typed(problem.path)}')}")
    if silent:
        are = "is" if len(silent) == 1 else "are"
        screen.say(f"{_count(len(silent), 'document')} {are} only pictures. To look for text:")
        screen.say(f"    {screen.faint(f'{start} recognise')}")
        for problem in silent:
            screen.say(f"  {one_line(problem.path)}")
    if not problems:
        screen.say("No problems.")


def typed(path: Path) -> str:
    """``path`` as it can be typed into a shell."""
    text = str(path)
    if os.name == "nt":
        return subprocess.list2cmdline([text])
    if repaired(text) == text and text.isprintable():
        return shlex.quote(text)
    raw = "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in "\\'" else f"\\x{byte:02x}"
        for byte in os.fsencode(text)
    )
    return f"$'{raw}'"  # bytes that are no text, as bash, zsh and ksh take them


def show_files(
    screen: Screen, records: Sequence[FileRecord], reasons: Mapping[Path, Problem]
) -> None:
    """Every file with its state, and why where there is a reason."""
    for record in records:
        screen.say(f"{record.state:<8}{one_line(record.path)}")
        problem = reasons.get(record.path)
        if problem is not None:
            screen.say(f"        {screen.faint(f'{problem.kind}: {one_line(problem.reason)}')}")
    screen.say(screen.faint(_count(len(records), "file")) if records else "No files.")


def show_excluded(screen: Screen, preview: ExcludePreview) -> None:
    """What patterns would leave out, and how to make them hold."""
    if not preview.files:
        screen.say("Nothing that can be found now would be left out.")
        return
    screen.say(f"{_count(preview.files, 'file')}, {as_size(preview.size)}, would be left out:")
    for path in preview.examples:
        screen.say(f"  {one_line(path)}")
    if preview.files > len(preview.examples):
        screen.say(f"  and {preview.files - len(preview.examples):,} more")
    screen.say(f"To leave them out, name them in discovery.exclude in {one_line(config_file())}")


def show_history(screen: Screen, searches: Searches) -> None:
    """What was searched for, newest first, each with the time and how often."""
    for asked in searches.history:
        moment = datetime.fromisoformat(asked.last_asked).astimezone()
        facts: list[str] = [] if asked.mode == "auto" else [asked.mode]
        facts += [] if asked.times == 1 else [f"{asked.times:,} times"]
        rest = f"  ({', '.join(facts)})" if facts else ""
        when = screen.faint(f"{moment:%Y-%m-%d %H:%M}")
        screen.say(f"{when}  {one_line(asked.text)}{screen.faint(rest)}")
    if not searches.history:
        screen.say("Nothing is in the search history.")
    if not searches.recording:
        screen.say("The history is switched off: search.history in the settings.")


def show_saved(screen: Screen, saved: Sequence[SavedSearch]) -> None:
    """The saved searches, each with what it asks."""
    for one in saved:
        mode = "" if one.mode == "auto" else f"  ({one.mode})"
        screen.say(screen.strong(one_line(one.name)))
        screen.say(f"    {one_line(one.text)}{screen.faint(mode)}")
    if not saved:
        screen.say("No saved searches. To save one: docmind saved add NAME TEXT")


def show_checks(screen: Screen, checks: Sequence[Check]) -> None:
    """The doctor's findings, each with its remedy."""
    for check in checks:
        screen.say(f"{_STATES[check.state]}  {check.name}: {one_line(check.finding)}")
        if check.remedy:
            screen.say(f"         {screen.strong(one_line(check.remedy))}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_size(count: int) -> str:
    """Bytes as 1.2 GiB."""
    size = float(count)
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
