"""A release is made as a whole or not at all, and what does not agree is told."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import release
from building import names
from releasing import agreement, changelog, making, metainfo
from releasing.papers import Papers
from releasing.repository import Repository

from docmind.core.updates import UpdateTerms, read_release

DAY, LATER = "2026-12-01", "2026-12-24"
CHANGELOG = """# Changelog

## [Unreleased]

### Added

- *Finds* `more`: in [the papers](README.md) & <elsewhere>.
  And so on.
- Is quicker

### Fixed

- Forgets less.
"""
METAINFO = """<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>app.docmind.DocMind</id>
  <releases>
    <release version="0.1.0" date="2026-11-26"/>
  </releases>
</component>
"""


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Nora")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "nora@example.org")


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    """A checkout of 0.1.0 that was never released."""
    made = Papers(tmp_path / "checkout")
    for path, text in (
        (made.version_file, '"""DocMind."""\n\n__version__ = "0.1.0"\n'),
        (made.changelog, CHANGELOG),
        (made.metainfo, METAINFO),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(made, "init", "--quiet", "--initial-branch=main")
    commit(made)
    return made


def git(papers: Papers, *words: str) -> str:
    return Repository(papers.root).ask(*words)


def commit(papers: Papers) -> None:
    git(papers, "add", "--all")
    git(papers, "commit", "--quiet", "--message", "Change something")


def state(papers: Papers) -> tuple[object, ...]:
    """All that a release could leave behind."""
    texts = [path.read_bytes() for path in papers.changed]
    repository = Repository(papers.root)
    return repository.head, repository.tags(), repository.changes(), texts


def run(papers: Papers, *words: str) -> int:
    return release.main(list(words), papers)


def add_item(papers: Papers, text: str) -> None:
    told = papers.changelog.read_text()
    fresh = f"{changelog.UNRELEASED}\n\n### Added\n\n- {text}\n"
    papers.changelog.write_text(told.replace(f"{changelog.UNRELEASED}\n", fresh, 1))
    commit(papers)


# ---- making ------------------------------------------------------------------------------------


def test_the_first_release(papers: Papers, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(papers, "check") == 0
    assert run(papers, "make", "0.1.0", "--date", DAY) == 0
    said = capsys.readouterr().out
    assert "git push origin main v0.1.0" in said
    for name in (*names.of_release("0.1.0"), *names.published_packs(), names.DOCUMENT):
        assert name in said
    told = papers.changelog.read_text()
    assert f"## [Unreleased]\n\n## [0.1.0] - {DAY}\n\n### Added\n\n- *Finds*" in told
    assert metainfo.releases(papers.metainfo.read_text()) == (("0.1.0", DAY),)
    assert git(papers, "log", "-1", "--format=%s") == "Release 0.1.0"
    assert git(papers, "cat-file", "-t", "v0.1.0") == "tag"
    assert git(papers, "rev-parse", "v0.1.0^{}") == Repository(papers.root).head
    assert "- Forgets less." in git(papers, "tag", "--list", "--format=%(contents)", "v0.1.0")
    assert Repository(papers.root).changes() == []
    assert run(papers, "check") == 0


def test_the_entry_of_the_metainfo_is_plain_text(papers: Papers) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    told = papers.metainfo.read_text()
    assert "<li>Finds more: in the papers &amp; &lt;elsewhere&gt;.</li>" in told
    assert "<li>Is quicker</li>" in told
    assert told.count("<release ") == 1


def test_releases_follow_each_other(papers: Papers) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    add_item(papers, "Something new.")
    assert run(papers, "make", "0.2.0", "--date", LATER) == 0
    assert papers.version() == "0.2.0"
    assert metainfo.releases(papers.metainfo.read_text()) == (("0.2.0", LATER), ("0.1.0", DAY))
    found = changelog.released(papers.changelog.read_text())
    assert found[0].items == ("Something new.",)
    assert Repository(papers.root).tags() == ["v0.2.0", "v0.1.0"]
    assert run(papers, "check") == 0


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0.1.0", "already"), ("0.0.9", "after 0.1.0"), ("0.3.0", "0.1.1, 0.2.0, 1.0.0"),
        ("2.0.0", "after 0.1.0"), ("0.2", "is no version"), ("v0.2.0", "is no version"),
        ("0.2.0-rc.1", "is no version"),
    ],
)  # fmt: skip
def test_versions_out_of_order_are_refused(
    papers: Papers, capsys: pytest.CaptureFixture[str], version: str, said: str
) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    add_item(papers, "Something new.")
    before = state(papers)
    assert run(papers, "make", version, "--date", LATER) == 1
    assert said in capsys.readouterr().err
    assert state(papers) == before


def test_a_dry_run_shows_all_and_changes_nothing(
    papers: Papers, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(papers)
    assert run(papers, "make", "0.1.0", "--date", DAY, "--dry-run") == 0
    said = capsys.readouterr().out
    assert f"+## [0.1.0] - {DAY}" in said
    assert f'+    <release version="0.1.0" date="{DAY}">' in said
    assert "v0.1.0" in said
    assert state(papers) == before


def test_a_tree_that_is_not_clean_is_refused(
    papers: Papers, capsys: pytest.CaptureFixture[str]
) -> None:
    (papers.root / "left.txt").write_text("x")
    assert run(papers, "make", "0.1.0", "--date", DAY, "--dry-run") == 1
    assert "?? left.txt" in capsys.readouterr().err


def test_another_branch_is_refused(papers: Papers, capsys: pytest.CaptureFixture[str]) -> None:
    git(papers, "switch", "--quiet", "--create", "aside")
    assert run(papers, "make", "0.1.0", "--date", DAY) == 1
    assert "this is branch aside" in capsys.readouterr().err
    assert run(papers, "make", "0.1.0", "--date", DAY, "--branch", "aside") == 0


@pytest.mark.parametrize(("day", "said"), [("2026-02-30", "no day"), ("2026-11-30", "after")])
def test_days_out_of_order_are_refused(
    papers: Papers, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    add_item(papers, "Something new.")
    assert run(papers, "make", "0.2.0", "--date", day) == 1
    assert said in capsys.readouterr().err


def test_nothing_new_is_no_release(papers: Papers, capsys: pytest.CaptureFixture[str]) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    before = state(papers)
    assert run(papers, "make", "0.1.1", "--date", LATER) == 1
    assert "nothing stands below" in capsys.readouterr().err
    assert state(papers) == before


# ---- undoing -----------------------------------------------------------------------------------


def refuse(papers: Papers, hook: str) -> None:
    """Have git refuse at a step, as a hook of the project may."""
    place = papers.root / ".git" / "hooks" / hook
    place.parent.mkdir(exist_ok=True)
    place.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    place.chmod(0o755)


def test_a_commit_that_fails_leaves_all_as_it_was(
    papers: Papers, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse(papers, "pre-commit")
    before = state(papers)
    assert run(papers, "make", "0.1.0", "--date", DAY) == 1
    assert "not today" in capsys.readouterr().err
    assert state(papers) == before


def test_a_tag_that_cannot_be_signed_leaves_all_as_it_was(
    papers: Papers, capsys: pytest.CaptureFixture[str]
) -> None:
    git(papers, "config", "gpg.program", "/nonexistent/gpg")
    git(papers, "config", "user.signingkey", "0123")
    before = state(papers)
    assert run(papers, "make", "0.1.0", "--date", DAY) == 1
    assert "git tag" in capsys.readouterr().err
    assert state(papers) == before
    assert run(papers, "make", "0.1.0", "--date", DAY, "--sign", "no") == 0


def test_papers_that_do_not_agree_afterwards_leave_all_as_it_was(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = state(papers), agreement.faults
    calls: list[int] = []

    def second_look(where: Papers) -> list[str]:
        calls.append(1)
        return ["it does not agree"] if len(calls) > 1 else real(where)

    monkeypatch.setattr(agreement, "faults", second_look)
    assert run(papers, "make", "0.1.0", "--date", DAY) == 1
    assert state(papers) == before


def test_stopping_it_leaves_all_as_it_was(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    before = state(papers)
    monkeypatch.setattr(Repository, "tag", stop)
    with pytest.raises(KeyboardInterrupt):
        making.make(papers, "0.1.0", DAY, "main")
    assert state(papers) == before


# ---- checking ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "old", "new", "said"),
    [
        ("version_file", '"0.1.0"', '"0.2.0"', "the newest in CHANGELOG.md is 0.1.0"),
        ("version_file", '"0.1.0"', '"0.1"', "is no version: 0.1"),
        ("version_file", "__version__", "version", "names no version"),
        ("changelog", f"## [0.1.0] - {DAY}", "## 0.1.0", "no heading of a release"),
        ("changelog", f"[0.1.0] - {DAY}", "[0.1.0] - 2026-13-01", "no day of the calendar"),
        ("changelog", "## [Unreleased]\n", "", "must begin with"),
        ("changelog", "## [0.1.0]", "## [0.0.1] - 2026-12-05\n\n## [0.1.0]", "stands above"),
        ("changelog", "## [0.1.0]", "## [0.2.0] - 2026-11-05\n\n## [0.1.0]", "dated before"),
        ("metainfo", DAY, LATER, "are not those of CHANGELOG.md: 0.1.0 (2026-12-24)"),
        ("metainfo", "</releases>", "", "is no XML"),
    ],
)
def test_what_does_not_agree_is_told(
    papers: Papers, capsys: pytest.CaptureFixture[str], paper: str, old: str, new: str, said: str
) -> None:
    run(papers, "make", "0.1.0", "--date", DAY)
    path: Path = getattr(papers, paper)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert run(papers, "check") == 1
    assert said in capsys.readouterr().err


def test_tags_are_compared_where_there_are_some(
    papers: Papers, capsys: pytest.CaptureFixture[str]
) -> None:
    git(papers, "tag", "v0.9.0")
    assert run(papers, "check") == 1
    assert "holds no release" in capsys.readouterr().err
    git(papers, "tag", "--delete", "v0.9.0")
    run(papers, "make", "0.1.0", "--date", DAY)
    git(papers, "tag", "v0.9.0")
    assert run(papers, "check") == 1
    assert "the newest tag is v0.9.0" in capsys.readouterr().err
    for name in ("v0.9.0", "v0.1.0"):
        git(papers, "tag", "--delete", name)
    assert run(papers, "check") == 0  # as in a shallow clone
    git(papers, "tag", "v0.1.0", "HEAD~1")
    papers.version_file.write_text('__version__ = "0.1.1"\n')
    assert run(papers, "check") == 1


def test_an_archive_of_the_sources_is_checked_without_git(papers: Papers, tmp_path: Path) -> None:
    plain = Papers(tmp_path / "archive")
    for path in papers.changed:
        there = plain.root / path.relative_to(papers.root)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(path.read_bytes())
    assert agreement.faults(plain) == []


def test_this_checkout_agrees() -> None:
    assert agreement.faults(Papers()) == []


# ---- names and document ------------------------------------------------------------------------


def test_names_are_told_from_those_of_other_versions() -> None:
    assert all(name.endswith(".docmind-runtime") for name in names.published_packs())
    for name in names.of_release("1.2.3"):
        assert names.belongs(name, "1.2.3") is (name != names.SUMS)
        assert not names.belongs(name, "1.2.30")
        assert not names.belongs(name, "1.2.2")
    others = (
        names.runtime("1.2.3", "cpu"), names.runtime("1.2.3", "cuda"),
        names.windows_setup("1.2.3"), names.macos_image("1.2.3"), names.flatpak("1.2.3"),
        names.appimage("1.2.3"),
    )  # fmt: skip
    assert all(names.belongs(name, "1.2.3") for name in others)
    assert not names.belongs(names.DOCUMENT, "1.2.3")


def test_running_copies_read_the_document(
    papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("building.sums")
    dist = tmp_path / "dist"
    dist.mkdir()
    assert run(papers, "document", "--dist", str(dist)) == 1
    assert "is not released" in capsys.readouterr().err
    run(papers, "make", "0.1.0", "--date", DAY)
    assert run(papers, "document", "--dist", str(dist)) == 1
    assert "build everything first" in capsys.readouterr().err
    content = b"a package"
    digest = hashlib.sha256(content).hexdigest()
    (dist / names.deb("0.1.0")).write_bytes(content)
    (dist / "notes.txt").write_text("not of the release")
    (dist / names.SUMS).write_text(f"{digest}  {names.deb('0.1.0')}\n")
    assert run(papers, "document", "--dist", str(dist)) == 0
    body = (dist / names.DOCUMENT).read_bytes()
    found = read_release(body, UpdateTerms("https://u.example/d.json", "u.example", False), "0.0.9")
    assert (found.version, found.date, found.newer) == ("0.1.0", DAY, True)
    assert found.notes.splitlines()[1:] == ["- Is quicker", "- Forgets less."]
    (file,) = found.artefacts
    assert (file.name, file.size, file.sha256) == (names.deb("0.1.0"), len(content), digest)
    (dist / names.run("0.1.0")).write_bytes(b"made after the sums")
    assert run(papers, "document", "--dist", str(dist)) == 1
    assert f"does not hold {names.run('0.1.0')}" in capsys.readouterr().err
    (dist / names.deb("0.1.0")).write_bytes(b"another one")
    assert run(papers, "document", "--dist", str(dist)) == 1
    assert "differs" in capsys.readouterr().err
    assert json.loads(body)["artefacts"][0]["name"] == names.deb("0.1.0")
    (dist / names.deb("0.1.0")).unlink()
    (dist / names.run("0.1.0")).unlink()
    odd = f"{names.run('0.1.0')} (1)"
    (dist / odd).write_bytes(content)
    (dist / names.SUMS).write_text(f"{digest}  {odd}\n")
    assert run(papers, "document", "--dist", str(dist)) == 1
    assert "would not take the document" in capsys.readouterr().err
    assert (dist / names.DOCUMENT).read_bytes() == body


def test_the_script_runs_by_itself() -> None:
    script = Path(release.__file__)
    done = subprocess.run(
        [sys.executable, str(script), "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "agree on" in done.stdout
