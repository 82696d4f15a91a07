"""The command line as a program: real files, real engine, real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes.zip_files import locked

pytestmark = pytest.mark.e2e

Run = subprocess.CompletedProcess[bytes]


def _docmind(*arguments: str | bytes, said: bytes = b"", **more: str) -> Run:
    command: Sequence[str | bytes] = [sys.executable, "-m", "docmind", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        input=said,
        env={**os.environ, **more},
        timeout=120,
        check=False,
    )


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder with two letters, one of a type that is not read, and one odd name."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "landlord.txt").write_text("The heating has been cold since Tuesday.\n")
    (folder / "tax.md").write_text("# Tax office\n\nReference number TX-4711-B.\n")
    (folder / "sound.xyz").write_bytes(bytes(range(256)) * 20)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Two coffees, please.\n")
    return folder


def test_a_folder_is_read_searched_and_forgotten(letters: Path) -> None:
    first = _docmind("index", str(letters), "--json")
    assert (first.returncode, first.stderr) == (0, b"")
    counts = json.loads(first.stdout)
    assert (counts["added"], counts["skipped"], counts["failed"]) == (3, 1, 0)

    again = json.loads(_docmind("index", str(letters), "--json").stdout)
    assert (again["added"], again["unchanged"], again["chunks"]) == (0, 3, 0)

    found = json.loads(_docmind("search", "TX-4711-B", "--json").stdout)
    hit = found["hits"][0]
    assert hit["path"] == str(letters / "tax.md")
    assert [hit["snippet"][start:end] for start, end in hit["highlights"]] == ["TX-4711-B"]

    odd = _docmind("search", "coffees", "--mode", "words", "--json")
    assert json.loads(odd.stdout)["hits"][0]["path"] == f"{letters}/caf\ufffd.txt"
    assert "caf\ufffd.txt" in _docmind("search", "coffees").stdout.decode()

    (letters / "tax.md").unlink()
    assert json.loads(_docmind("rescan", "--json").stdout)["removed"] == 1
    assert json.loads(_docmind("status", "--json").stdout)["files"] == 2
    assert _docmind("remove", str(letters), "--json").returncode == 0
    assert json.loads(_docmind("status", "--json").stdout)["files"] == 0
    assert (letters / "landlord.txt").exists()


def test_files_that_cannot_be_read_are_mended(letters: Path) -> None:
    locked(letters / "shut.zip", {"secret.txt": b"The walrus hides the treasure."}, "pearl")
    assert json.loads(_docmind("index", str(letters), "--json").stdout)["failed"] == 1
    (problem,) = json.loads(_docmind("problems", "--json").stdout)
    assert (problem["kind"], problem["action"]) == ("password", "unlock")
    command = f"docmind unlock {letters / 'shut.zip'}".encode()
    assert command in _docmind("problems").stdout

    unlock = ("unlock", problem["path"], "--password-stdin", "--json")
    wrong = _docmind(*unlock, said=b"oyster\n")
    assert wrong.returncode == 1
    assert json.loads(wrong.stdout)["locked"] == [problem["path"]]
    right = _docmind(*unlock, said=b"pearl\n")
    assert (right.returncode, json.loads(right.stdout)["locked"]) == (0, [])
    (hit,) = json.loads(_docmind("search", "walrus", "--mode", "words", "--json").stdout)["hits"]
    assert (hit["path"], hit["container"]) == (f"{problem['path']}/secret.txt", problem["path"])

    states = {Path(one["path"]).name: one["state"] for one in json.loads(
        _docmind("files", str(letters), "--json").stdout)}  # fmt: skip
    assert states["secret.txt"] == states["landlord.txt"] == "done"
    assert states["sound.xyz"] == "skipped"
    preview = json.loads(_docmind("exclude", "--preview", "*.md", "--json").stdout)
    assert preview["examples"] == [str(letters / "tax.md")]
    for name in ("catalog.sqlite3", "engine.json"):
        file = Path(os.environ["DOCMIND_LIBRARY"]) / name
        assert not file.exists() or b"pearl" not in file.read_bytes()


def test_a_locale_without_utf8_breaks_nothing(letters: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert _docmind("index", str(letters), **plain).returncode == 0
    shown = _docmind("search", "coffees", **plain)
    assert shown.returncode == 0
    assert b"caf?.txt" in shown.stdout
    assert json.loads(_docmind("search", "coffees", "--json", **plain).stdout)["total"] == 1


def test_a_reader_that_leaves_early_is_no_fault(letters: Path) -> None:
    assert _docmind("index", str(letters)).returncode == 0
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "docmind", "search", "heating"],
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_two_commands_on_one_library_wait_or_say_so(letters: Path, tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from docmind.core import Engine, default_library\n"
            "with Engine.open(default_library()): print('open', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == b"open\n"
        done = _docmind("status")
        holder.stdin.close()
    assert done.returncode == 3
    assert b"is using this library" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a process group")
def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        words = " ".join(f"word{number}x{place}" for place in range(40))
        (folder / f"{number:04}.txt").write_text(words)
    command = [sys.executable, "-m", "docmind", "index", str(folder), "--json"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    catalog = Path(os.environ["DOCMIND_LIBRARY"]) / "catalog.sqlite3"
    deadline = time.monotonic() + 60
    while _files_done(catalog) == 0 and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert b"What was read stays read." in err
    assert b"Traceback" not in err
    stopped = json.loads(out)
    assert 0 < stopped["added"] < 400

    rest = json.loads(_docmind("index", str(folder), "--json").stdout)
    assert stopped["added"] + rest["added"] == 400
    assert rest["unchanged"] == stopped["added"]
    assert rest["failed"] == 0


def _files_done(catalog: Path) -> int:
    import sqlite3
    from contextlib import closing

    if not catalog.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as connection:
            query = "SELECT count(*) FROM files WHERE state = 'done'"
            return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # just being made


def test_eval_prints_the_documented_figures(tmp_path: Path) -> None:
    collection = tmp_path / "tiny"
    collection.mkdir()
    corpus = [
        {"_id": "a", "title": "Owls", "text": "Owls hunt mice at night."},
        {"_id": "b", "title": "Bread", "text": "Bread rises because of yeast."},
        {"_id": "c", "title": "Error E119", "text": "The boiler shows E119 without water."},
    ]
    queries = [
        {"_id": "q1", "text": "which birds hunt mice", "split": "test"},
        {"_id": "q2", "text": "why does dough grow", "split": "dev"},
    ]
    exact = [{"_id": "x1", "text": "E119", "cls": "ident", "split": "test"}]
    for name, rows in (("corpus", corpus), ("queries", queries), ("queries_exact", exact)):
        lines = [json.dumps(row) for row in rows]
        (collection / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    head = "query-id\tcorpus-id\tscore\n"
    (collection / "qrels.tsv").write_text(f"{head}q1\ta\t1\nq2\tb\t1\n")
    (collection / "qrels_exact.tsv").write_text(f"{head}x1\tc\t1\n")

    done = _docmind("eval", str(collection), "--split", "test", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    perfect = {"queries": 1, "ndcg@10": 1.0, "recall@100": 1.0, "mrr@10": 1.0}
    assert json.loads(done.stdout) == {
        "collection": "tiny",
        "mode": "auto",
        "split": "test",
        **perfect,
        "classes": {"natural": perfect, "ident": perfect},
    }
    shown = _docmind("eval", str(collection), "--mode", "words").stdout.decode()
    assert "tiny, mode words" in shown
    assert _docmind("eval", str(tmp_path)).returncode == 2
