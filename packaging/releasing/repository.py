"""The git repository of a checkout: what is asked of it, and what a release does to it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from releasing.papers import Refused


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout under git."""

    root: Path

    def ask(self, *words: str) -> str:
        """What git answers, without the last line end. Raises ``Refused`` with its complaint."""
        command = ["git", "-C", str(self.root), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            complaint = (done.stderr or done.stdout).strip() or f"it ended with {done.returncode}"
            raise Refused(f"git {words[0]}: {complaint}")
        return done.stdout.rstrip("\n")

    def knows(self, *words: str) -> bool:
        """Whether git answers this at all, such as for a setting or a name that may be absent."""
        try:
            self.ask(*words)
        except Refused:
            return False
        return True

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self.ask("rev-parse", "HEAD")

    @property
    def branch(self) -> str:
        """The branch that is checked out, "" for none."""
        return self.ask("branch", "--show-current")

    def changes(self) -> list[str]:
        """What differs from the last commit, files that are not ignored included."""
        return self.ask("status", "--porcelain").splitlines()

    def tags(self) -> list[str]:
        """The tags that look like versions, newest version first."""
        return self.ask("tag", "--list", "v[0-9]*.[0-9]*.[0-9]*", "--sort=-v:refname").splitlines()

    def text_at(self, name: str, path: Path) -> str:
        """A file as a commit or tag holds it."""
        return self.ask("show", f"{name}:{path.relative_to(self.root).as_posix()}") + "\n"

    def signs(self) -> bool:
        """Whether there is a key to sign with."""
        return bool(self.knows("config", "--get", "user.signingkey"))

    def commit(self, message: str, *paths: Path) -> None:
        """Commit these files and nothing else."""
        named = [path.relative_to(self.root).as_posix() for path in paths]
        self.ask("commit", "--quiet", "--message", message, "--", *named)

    def tag(self, name: str, message: str, *, signed: bool) -> None:
        """Make an annotated tag of the commit that is checked out."""
        kind = "--sign" if signed else "--annotate"
        self.ask("tag", kind, name, "--message", message)

    def go_back(self, head: str) -> None:
        """Make ``head`` the last commit again; the files stay as they are."""
        self.ask("reset", "--quiet", "--mixed", head)
