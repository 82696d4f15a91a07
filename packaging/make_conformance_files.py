"""Make the small files and models in ``resources/conformance`` that ``docmind selftest`` tries.

The results are committed; run this again for a new extractor or kind of model:
``python packaging/make_conformance_files.py``. It takes the stand-ins of the tests, so it needs
what they need (torch, for models in their published form).
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fakes import (
    bge_m3_folder,
    clip_folder,
    cross_encoder_folder,
    qwen3_reranker_folder,
    sentence_folders,
)
from fakes.made_files import docx, paragraph, pdf, shown
from fakes.msg_files import message
from fakes.office_files import odf, pptx, rows, shape, xlsx
from fakes.ole_files import ole, word
from fakes.zip_files import plain

TARGET = ROOT / "resources" / "conformance"
WORDS = "Kraniche ziehen im Herbst"
SUBJECT, BODY = 0x0037, 0x1000  # [MS-OXPROPS]
_CLIP = clip_folder.Size(32, 16, 64, 1, 8, 2, 1, 16)
_CLIP_WEIGHTS = "open_clip_model.safetensors"
_M3 = bge_m3_folder.Size(16, 1, 2, 32, 600, 514)
_PAIRS = cross_encoder_folder.Size(16, 1, 2, 32, 600, 130)
_JUDGE = qwen3_reranker_folder.Size(16, 1, 2, 1, 8, 32, 512)

MAIL = f"From: a@example.org\nTo: b@example.org\nSubject: Kraniche\nDate: Sat, 2 Nov 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}.\n"
PAGE = f"<!DOCTYPE html>\n<html><head><title>Kraniche</title></head><body><p>{WORDS}.</p></body></html>\n"
TEXTS = {
    "plain_text.txt": f"{WORDS}.\n",
    "markdown.md": f"# Kraniche\n\n{WORDS}.\n",
    "html.html": PAGE,
    "latex.tex": f"\\documentclass{{article}}\n\\begin{{document}}\n{WORDS}.\n\\end{{document}}\n",
    "mail.eml": MAIL,
    "mbox.mbox": f"From a@example.org Sat Nov  2 10:00:00 2024\n{MAIL}\n",
    "notebook.ipynb": json.dumps({
        "cells": [{"cell_type": "markdown", "metadata": {}, "source": [f"{WORDS}."]}],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    }),
    "rtf.rtf": f"{{\\rtf1\\ansi {WORDS}.\\par}}\n",
    "subtitles.srt": f"1\n00:00:01,000 --> 00:00:04,000\n{WORDS}.\n",
    "svg.svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">{WORDS}</text></svg>\n',
    "xml.xml": f'<?xml version="1.0"?>\n<notes><note>{WORDS}.</note></notes>\n',
    "fb2.fb2": '<?xml version="1.0" encoding="utf-8"?>\n<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
    f"<description><title-info><book-title>Kraniche</book-title></title-info></description><body><section><p>{WORDS}.</p></section></body></FictionBook>\n",
    "web_archive.mht": "From: <Saved>\nSubject: Kraniche\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n"
    f"--x\nContent-Type: text/html; charset=utf-8\nContent-Location: http://example.org/\n\n{PAGE}\n--x--\n",
}  # fmt: skip


def _epub(path: Path) -> None:
    container = '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    package = '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kraniche</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "book.opf": package,
        "a.xhtml": f"<html><body><p>{WORDS}.</p></body></html>",
    }
    plain(path, parts, zipfile.ZIP_STORED)


def _image(path: Path) -> None:
    from PIL import Image

    picture = Image.new("RGB", (96, 64), "steelblue")
    facts = picture.getexif()
    facts[0x010E] = WORDS  # ImageDescription
    picture.save(path, "JPEG", exif=facts)


def _iwork(path: Path) -> None:
    slide = f"<key:slide><key:title-placeholder><sf:text-storage><sf:text-body><sf:p>{WORDS}</sf:p></sf:text-body></sf:text-storage></key:title-placeholder></key:slide>"
    talk = f'<?xml version="1.0"?><key:presentation xmlns:key="k" xmlns:sf="s" xmlns:sfa="a"><key:slide-list>{slide}</key:slide-list></key:presentation>'
    plain(path, {"index.apxl": talk})


def _tar(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        content = f"{WORDS}.\n".encode()
        entry = tarfile.TarInfo("notes.txt")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))


def _seven_zip(path: Path) -> None:
    import libarchive

    with libarchive.file_writer(str(path), "7zip") as archive:
        content = f"{WORDS}.\n".encode()
        archive.add_file_from_memory("notes.txt", len(content), content)


def _clip(folder: Path) -> None:
    """Its vocabulary is that of every CLIP, so the same few rows stand in it again and again: they
    take no room once they are packed."""
    from safetensors.numpy import load_file, save_file

    clip_folder.safetensors_folder(folder, size=_CLIP)
    weights = load_file(str(folder / _CLIP_WEIGHTS))
    rows_of_words = weights["token_embedding.weight"]
    few = rows_of_words[:61]
    weights["token_embedding.weight"] = np.resize(few, rows_of_words.shape)
    save_file(weights, str(folder / _CLIP_WEIGHTS))


FILES: dict[str, Callable[[Path], object]] = {
    "docx.docx": lambda path: docx(path, paragraph(f"{WORDS}.")),
    "epub.epub": _epub,
    "image.jpg": _image,
    "iwork.key": _iwork,
    "legacy_office.doc": lambda path: ole(path, word(f"{WORDS}.\r")),
    "library_archive.7z": _seven_zip,
    "opendocument.odt": lambda path: odf(path, "text", f"<text:p>{WORDS}.</text:p>"),
    "outlook.msg": lambda path: ole(path, message({SUBJECT: "Kraniche", BODY: f"{WORDS}."})),
    "packed_file.txt.gz": lambda path: path.write_bytes(
        gzip.compress(f"{WORDS}.\n".encode(), mtime=0)
    ),
    "pdf.pdf": lambda path: pdf(path, [shown(f"{WORDS}.")]),
    "presentation.pptx": lambda path: pptx(path, {"slide1": shape(f"{WORDS}.")}),
    "spreadsheet.xlsx": lambda path: xlsx(
        path, {"One": rows(f'<c r="A1" t="inlineStr"><is><t>{WORDS}</t></is></c>')}
    ),
    "tar.tar": _tar,
    "zip.zip": lambda path: plain(path, {"notes.txt": f"{WORDS}.\n"}),
}


def main() -> int:
    shutil.rmtree(TARGET, ignore_errors=True)
    files = TARGET / "files"
    files.mkdir(parents=True)
    for name, text in TEXTS.items():
        (files / name).write_text(text, encoding="utf-8", newline="\n")
    for name, write in FILES.items():
        write(files / name)
    models = TARGET / "models"
    bge_m3_folder.write_folder(models / "bge-m3", _M3)
    _clip(models / "clip")
    cross_encoder_folder.write_cross_encoder(models / "cross-encoder", size=_PAIRS)
    cross_encoder_folder.write_cross_encoder(models / "bge-reranker", "xlm-roberta", _PAIRS)
    sentence_folders.tiny_graph(models / "onnx", inputs=("input_ids", "attention_mask"))
    sentence_folders.tiny_sentences(models / "sentence-transformers", dense=8)
    qwen3_reranker_folder.write_qwen3_reranker(models / "qwen3-reranker", _JUDGE, dtype="bfloat16")
    return 0


if __name__ == "__main__":
    sys.exit(main())
