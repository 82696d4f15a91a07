from __future__ import annotations

import pytest
from fakes.rooms import bench


@pytest.fixture
def shop(tmp_path, folder):
    """A workshop that knows the test's own ``folder``."""
    shop = bench(tmp_path / "library")
    shop.catalog.add_source(folder)
    yield shop
    shop.catalog.close()
