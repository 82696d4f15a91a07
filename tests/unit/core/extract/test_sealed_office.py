from __future__ import annotations

import io
import zipfile

import pytest
from fakes.made_files import docx, paragraph
from fakes.office_files import pptx, rows, shape, xlsx
from fakes.ole_files import ole

from docmind.core.errors import PasswordNeeded
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document

CELL = '<c r="A1"><v>7</v></c>'


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def sealed(path, password):
    """Encrypt the file at ``path``, which needs the types it states in their namespace."""
    from msoffcrypto.format.ooxml import OOXMLFile

    whole, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(path) as container, zipfile.ZipFile(whole, "w") as copy:
        for name in container.namelist():
            content = container.read(name)
            copy.writestr(name, TYPES if name == "[Content_Types].xml" else content)
        copy.writestr("filler", bytes(8192))  # the library writes short packages wrongly
    OOXMLFile(whole).encrypt(password, out)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (lambda path: docx(path, paragraph("secret words")), "a.docx", "secret words"),
        (lambda path: xlsx(path, {"S": rows(CELL)}), "a.xlsx", "S\n\n7"),
        (lambda path: pptx(path, {"s": shape("secret slide")}), "a.pptx", "secret slide"),
        (lambda path: docx(path, paragraph("secret words")), "no suffix", "secret words"),
    ],
)
def test_the_right_password_opens(tmp_path, make, name, said):
    path = sealed(make(tmp_path / name), "open sesame")
    with pytest.raises(PasswordNeeded) as caught:
        read_document(path, ExtractionLimits())
    assert caught.value.path == path
    assert caught.value.detail == ""
    with pytest.raises(PasswordNeeded) as caught:
        read_document(path, ExtractionLimits(password="open"))
    assert "password that was given" in caught.value.detail
    document = read_document(path, ExtractionLimits(password="open sesame"))
    assert [page.text for page in document.pages] == [said]
    assert (document.path, document.title) == (path, path.stem)


def test_protection_against_changes_asks_for_nothing(tmp_path):
    path = sealed(xlsx(tmp_path / "a.xlsx", {"S": rows(CELL)}), "VelvetSweatshop")
    assert read_document(path, ExtractionLimits()).pages[0].text == "S\n\n7"


def test_a_package_without_its_key(tmp_path):
    path = ole(tmp_path / "a.docx", {"EncryptedPackage": b"x" * 5000})
    for password in ("", "x"):
        with pytest.raises(PasswordNeeded):
            read_document(path, ExtractionLimits(password=password))
