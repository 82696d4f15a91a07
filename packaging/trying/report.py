"""What was checked and measured: a plain line for each, and the same as JSON."""

from __future__ import annotations

import json
import statistics
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


class Broken(Exception):
    """A step that the following ones need did not work; says what happened."""


@dataclass(frozen=True, slots=True)
class Check:
    """One statement about the packages, and whether it holds; ``finding`` says why not."""

    part: str
    name: str
    passed: bool
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured several times, in ``unit``. ``bar`` is the most the median may be."""

    part: str
    name: str
    unit: str
    values: tuple[float, ...]
    bar: float | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def worst(self) -> float:
        return max(self.values)


class Report:
    """Grows while the packages are tried; each line is printed as soon as it is known."""

    def __init__(self) -> None:
        self.checks: list[Check] = []
        self.figures: list[Figure] = []
        self._part = ""

    @property
    def passed(self) -> bool:
        """Whether all that was tried holds; nothing tried is nothing shown."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @contextmanager
    def part(self, title: str) -> Iterator[None]:
        """A part of the trial. When one of its steps breaks, the rest of it is left out and the
        next part goes on."""
        before, self._part = self._part, title
        print(f"\n== {title}", flush=True)
        try:
            yield
        except Broken as broken:
            self.check("went on to its end", False, str(broken))
        except Exception:  # noqa: BLE001 - a fault of one part must not hide the others
            self.check("went on to its end", False, traceback.format_exc(limit=-4))
        finally:
            self._part = before

    def check(self, name: str, passed: bool, finding: object = "") -> bool:
        """Note whether a statement holds; ``finding`` is kept where it does not."""
        told = "" if passed else str(finding).strip()
        self.checks.append(Check(self._part, name, passed, told))
        print(f"{'ok  ' if passed else 'FAIL'}  {name}", flush=True)
        for line in told.splitlines():
            print(f"        {line}", flush=True)
        return passed

    def demand(self, name: str, passed: bool, finding: object = "") -> None:
        """A check without which the rest of the part makes no sense. Raises ``Broken``."""
        if not self.check(name, passed, finding):
            raise Broken(f"the steps after “{name}” were left out")

    def figure(
        self, name: str, values: Sequence[float], unit: str, bar: float | None = None
    ) -> None:
        """Note what was measured; with a ``bar`` the median is checked against it."""
        figure = Figure(self._part, name, unit, tuple(round(value, 3) for value in values), bar)
        self.figures.append(figure)
        told = f"{figure.median:.3g} {unit}"
        if len(values) > 1:
            told = f"median {told}, worst {figure.worst:.3g} {unit} of {len(values)}"
        print(f"      {name}: {told}", flush=True)
        if bar is not None:
            self.check(f"{name} is at most {bar:g} {unit}", figure.median <= bar, told)

    def write(self, file: Path, **facts: object) -> None:
        """Write all of it as JSON, with ``facts`` about what was tried."""
        whole = {
            "passed": self.passed,
            "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            **facts,
            "checks": [asdict(check) for check in self.checks],
            "figures": [
                {**asdict(figure), "median": figure.median, "worst": figure.worst}
                for figure in self.figures
            ],
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def say_end(self) -> None:
        """The last line: how much of it holds."""
        failed = [check for check in self.checks if not check.passed]
        print(f"\n{len(self.checks) - len(failed)} of {len(self.checks)} checks hold", flush=True)
        for check in failed:
            print(f"FAIL  {check.part}: {check.name}", flush=True)
