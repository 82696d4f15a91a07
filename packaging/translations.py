"""Keep ``resources/i18n`` in step with the texts of the program.

``python packaging/translations.py`` brings the new texts into ``docmind_*.ts``, drops those that
are gone, makes the pseudo-locale and compiles everything; ``--check`` only tells what is missing
(exit status 1). Translations are written into the .ts files, by hand or with Qt Linguist.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QTranslator
from translatable import CORE, ROOT, Found, Text, find

PLACE = ROOT / "resources" / "i18n"
LANGUAGES = ("de",)
PSEUDO = "pseudo"
SENTENCES = PLACE / "core_sentences.txt"
FORMS = {"de": 2, PSEUDO: 2}
SAMPLES = (1, 2)  # numbers that ask for each of these forms
UNCHANGED = frozenset(("d MMM yyyy",))  # a format, which the pseudo-locale keeps
_KEPT = re.compile(r"(\{[^}]*\}|&(?=\w)|<[^>]*>)")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_ACCENTED = str.maketrans(
    "aeiounycszrltdgAEIOUNYCSZRLTDG", "áéíóúñýçšžřľťďǧÁÉÍÓÚÑÝÇŠŽŘĽŤĎǦ"
)  # fmt: skip

Translations = dict[Text, tuple[str, ...]]


def file_of(language: str) -> Path:
    """The translations into one language, for people."""
    return PLACE / f"docmind_{language}.ts"


def compiled(language: str) -> Path:
    """The same for the program."""
    return PLACE / f"docmind_{language}.qm"


# ---- the pseudo-locale -----------------------------------------------------------------------


def pseudo(text: str) -> str:
    """An English text made strange, 35 % longer, and read from right to left.

    A clipped text loses its bracket, a text that nobody translates has none, and what is laid out
    from the left stands on the wrong side.
    """
    if text in UNCHANGED:
        return text
    parts = _KEPT.split(text)
    plain = sum(len(part) for part in parts[::2])
    wanted = round(plain * 0.35)
    parts[::2] = ["".join(_stretched(part, wanted, plain)) for part in parts[::2]]
    return f"\N{RIGHT-TO-LEFT MARK}[{''.join(parts)}]\N{RIGHT-TO-LEFT MARK}"


def _stretched(part: str, wanted: int, plain: int) -> Iterator[str]:
    owed = 0.0
    for letter in part:
        yield letter.translate(_ACCENTED)
        owed += wanted / max(1, plain)
        if owed >= 1 and letter.isalpha():
            owed -= 1
            yield letter.lower().translate(_ACCENTED)


def pseudo_translations(texts: Mapping[Text, object]) -> Translations:
    """Every text in the pseudo-locale."""
    return {
        text: tuple(pseudo(form) for form in (text.one, text.source) if form is not None)
        for text in texts
    }


# ---- files -----------------------------------------------------------------------------------


def read(language: str) -> Translations:
    """What is translated, with the unfinished as empty texts."""
    file = file_of(language)
    if not file.exists():
        return {}
    known: Translations = {}
    root = ElementTree.parse(file).getroot()  # noqa: S314  a file of our own
    for context in root.iter("context"):
        for message in context.iter("message"):
            comment = message.findtext("comment")
            text = Text(
                context.findtext("name") or "", message.findtext("source") or "", comment or None
            )
            said = message.find("translation")
            assert said is not None
            forms = [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
            known[text] = tuple(forms)
    return known


def written(found: Found, known: Translations, language: str) -> str:
    """The .ts file: texts in the order of the sources, without line numbers."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for text, places in found.texts.items():
        if text.context not in contexts:
            contexts[text.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[text.context], "name").text = text.context
        _write(contexts[text.context], text, places, known.get(text, ()), FORMS[language])
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def _write(
    context: ElementTree.Element, text: Text, places: tuple[str, ...], said: tuple[str, ...],
    forms: int,
) -> None:  # fmt: skip
    message = ElementTree.SubElement(context, "message")
    for place in places:
        ElementTree.SubElement(message, "location", filename=f"../../{place}")
    ElementTree.SubElement(message, "source").text = text.source
    translation = ElementTree.Element("translation")
    if text.one is not None:
        message.set("numerus", "yes")
        ElementTree.SubElement(message, "comment").text = text.one
        for number in range(forms):
            form = ElementTree.SubElement(translation, "numerusform")
            form.text = said[number] if number < len(said) else ""
    else:
        translation.text = said[0] if said else ""
    if not said or not all(said):
        translation.set("type", "unfinished")
    message.append(translation)


def compile_all() -> None:
    """Turn every .ts into the .qm beside it."""
    named = "lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease"
    program = shutil.which(named, path=str(Path(sys.executable).parent)) or shutil.which(named)
    if program is None:
        raise SystemExit("pyside6-lrelease, which comes with PySide6, was not found.")
    for language in (*LANGUAGES, PSEUDO):
        command = [program, "-silent", str(file_of(language)), "-qm", str(compiled(language))]
        subprocess.run(command, check=True)


def update(found: Found) -> None:
    """Write everything anew."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        text = written(found, read(language), language)
        file_of(language).write_text(text, encoding="utf-8")
    strange = written(found, pseudo_translations(found.texts), PSEUDO)
    file_of(PSEUDO).write_text(strange.replace('language="pseudo"', 'language="en"', 1), "utf-8")
    SENTENCES.write_text(_sentences(found), encoding="utf-8")
    compile_all()
    file_of(PSEUDO).unlink()  # nobody edits it, and it says nothing that is not in the sources


def _sentences(found: Found) -> str:
    return "".join(f"{text.source}\n" for text in found.texts if text.context == CORE)


# ---- check -----------------------------------------------------------------------------------


def faults(found: Found) -> list[str]:
    """What keeps the translations from being complete and current, one line each."""
    told = list(found.faults)
    if not SENTENCES.exists() or SENTENCES.read_text(encoding="utf-8") != _sentences(found):
        told.append(f"{SENTENCES.name}: out of date")
    for language in LANGUAGES:
        known = read(language)
        name = file_of(language).name
        told += [f"{name}: missing: {text.source}" for text in found.texts if text not in known]
        told += [f"{name}: obsolete: {text.source}" for text in known if text not in found.texts]
        for text, said in known.items():
            told += [f"{name}: {fault}: {text.source}" for fault in faults_of(text, said)]
        told += _stale(language, {text: said for text, said in known.items() if all(said)})
    return [*told, *_stale(PSEUDO, pseudo_translations(found.texts))]


def faults_of(text: Text, said: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with one translation."""
    if not all(said):
        yield "not translated"
        return
    wanted = _placeholders(text.source)
    for form in said:
        may_lack_its_number = text.one is not None and form is not said[-1]
        if _placeholders(form) != wanted and not (
            may_lack_its_number and _placeholders(form) == wanted - Counter(["{count}"])
        ):
            yield "other {placeholders}"
        if form.count("&") != text.source.count("&"):
            yield "another number of mnemonics"
        if form.endswith("…") != text.source.endswith("…"):
            yield "… at the end of only one"
        if form.strip() != form and text.source.strip() == text.source:
            yield "space at an end"


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _stale(language: str, known: Translations) -> Iterator[str]:
    """Texts that the compiled file says in another way."""
    translator = QTranslator()
    if not translator.load(str(compiled(language))):
        yield f"{compiled(language).name}: missing or damaged"
        return
    for text, said in known.items():
        for form, number in zip(said, SAMPLES, strict=False):
            count = -1 if text.one is None else number
            if translator.translate(text.context, text.source, text.one, count) != form:
                yield f"{compiled(language).name}: out of date: {text.source}"


def main() -> int:
    """Write, or with ``--check`` tell what is wrong. Returns the exit status."""
    found = find()
    if "--check" not in sys.argv[1:]:
        update(found)
    told = faults(found)
    for fault in told:
        print(fault, file=sys.stderr)
    if told:
        print("Run packaging/translations.py and translate what is new.", file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
