from __future__ import annotations

import pytest

from docmind.core.extract.archive_names import codec_of_names, decoded, is_junk


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gb18030", ["项目计划.doc", "会议记录/2023年度总结报告.docx", "照片"]),
        ("big5hkscs", ["會議記錄.doc", "專案計畫/年度報告.docx", "合約.pdf", "台灣旅遊照片.jpg"]),
        ("cp932", ["議事録.doc", "新しいフォルダー/報告書.xlsx", "見積書.pdf", "テスト.txt"]),
        ("cp949", ["회의록.doc", "새 폴더/보고서.xlsx", "견적서.pdf", "사진"]),
        ("cp866", ["Договор.doc", "Новая папка/Отчёт.xlsx"]),
        ("cp1251", ["Договор.doc", "Новая папка/Отчёт.xlsx"]),
        ("cp850", ["Müller Verträge.doc", "Übersicht/Größe.txt", "Résumé été.pdf"]),
        ("cp1252", ["Müller Verträge.doc", "Übersicht/Größe.txt", "Année.doc"]),
        ("utf-8", ["Müller.doc", "项目.doc"]),
        ("ascii", ["plain.txt"]),
        ("cp850", ["Wörter.txt"]),
        ("gb18030", ["合同.pdf"]),
        ("cp932", ["報告書と請求書.doc"]),
    ],
)
def test_names_tell_their_encoding(encoding, names):
    raw = [name.encode(encoding) for name in names]
    codec = codec_of_names(raw)
    assert [decoded(name, codec) for name in raw] == names


def test_any_bytes_become_text():
    for byte in range(128, 256):
        for name in (bytes((byte,)), b"a" + bytes((byte, byte)), bytes((byte, 0x41)) * 5):
            decoded(name, codec_of_names((name,)))
    assert codec_of_names(()) == "ascii"


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        ("__MACOSX/a/._plan.txt", True),
        ("a/.DS_Store", True),
        ("a\\Thumbs.db", True),
        ("a/._b", True),
        ("a/desktop.ini", True),
        ("a/b.txt", False),
        ("_a/.b", False),
        ("thumbs.dbx", False),
    ],
)
def test_what_systems_leave_behind(name, junk):
    assert is_junk(name) is junk
