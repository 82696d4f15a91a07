"""What every test of the running program must do at its end: let go of all it started."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from leaks import no_engine_is_left, nothing_is_left, qt_is_content


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Qt may not warn while windows are closed either."""
    with qt_is_content(item.config.getini("qt_log_ignore")):
        return (yield)


@pytest.fixture(autouse=True, scope="package")
def engines_end() -> Iterator[None]:
    """Engines stay some seconds after their last face has left; at the end all are gone."""
    yield
    no_engine_is_left()


@pytest.fixture(autouse=True)
def leaves_nothing(own_folders: None) -> Iterator[None]:
    """A window that several tests share may stay, with its threads and timers; nothing else."""
    with nothing_is_left(shared=True):
        yield
