"""What is asked of the index becomes jobs of the right rank."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import UsageError
from docmind.core.index.orders import Orders


class FakeJobs:
    def __init__(self):
        self.submitted = []

    def submit(self, title, run, background=False, lowest=False):
        self.submitted.append((title, background, lowest))
        return len(self.submitted)


@pytest.mark.parametrize("waits", [True, False])
def test_recognition_waits_for_everything_else_when_the_settings_say_so(tmp_path, waits):
    catalog, jobs = Catalog(tmp_path / "catalog.sqlite3"), FakeJobs()
    reading = SimpleNamespace(page_reader=lambda: None)
    workshop = SimpleNamespace(recognises_last=waits, sees_images=True, reading=reading)
    Orders(catalog, workshop, None, jobs, lambda event: None).recognise()
    catalog.close()
    assert jobs.submitted == [("Looking for text in pictures", False, waits)]


@pytest.mark.parametrize(("kind", "command"), [("models", "models"), ("runtime", "runtime")])
def test_a_model_pack_is_no_document(tmp_path, kind, command):
    catalog, jobs = Catalog(tmp_path / "catalog.sqlite3"), FakeJobs()
    pack = tmp_path / f"bge-m3.docmind-{kind}"
    pack.write_bytes(b"PK")
    orders = Orders(catalog, SimpleNamespace(), None, jobs, lambda event: None)
    with pytest.raises(UsageError, match="not a document") as refused:
        orders.add([pack])
    assert f"docmind {command} import" in refused.value.hint
    assert catalog.sources() == ()
    catalog.close()
    assert jobs.submitted == []
