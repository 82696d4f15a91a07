from __future__ import annotations

import time

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.latex import Latex
from docmind.core.extract.reading import read_document


@pytest.fixture
def read(tmp_path):
    def read(source: str, name: str = "paper.tex", **limits: int):
        (tmp_path / name).write_text(source)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


PAPER = r"""\documentclass[a4paper]{article} % a comment
\usepackage[utf8]{inputenc}
\newcommand{\ours}{DocMind}
\newcommand\two[2][x]{#1 and \emph{#2}}
\title{On \emph{Search}\thanks{Paid}}
\author{A. Author \and B. Other}
\begin{document}
\maketitle
\section[Short]{First \texttt{part}}\label{sec:one}
Words about \ours{} and \textbf{more}~\cite[p.~3]{key}, with 100\,\% care. % not this
Same paragraph---really, ``quoted'' 1--2.

Next\footnote{A note.} line.\\[2pt] Broken
\begin{itemize}
  \item One
  \item[b)] Two
\end{itemize}
\subsection*{Math}
Let $a_1 < b$ and \[ x^2 \] hold.
\begin{equation}\label{eq:x} E = mc^2 \end{equation}
\begin{tabular}{l|r}
a & b \\ \hline
c \& d & e
\end{tabular}
\begin{verbatim}
 x  % y
\end{verbatim}
\includegraphics[width=3cm]{picture.png}
\end{document}
after"""


def test_a_paper(read):
    document = read(PAPER)
    (page,) = document.pages
    assert page.text == (
        "On Search (Paid)\n\nA. Author , B. Other\n\n"
        "First part\n\n"
        "Words about DocMind and more , with 100 % care. "
        "Same paragraph—really, “quoted” 1–2.\n\n"
        "Next (A note.) line.\nBroken\n\n• One\n[b)] Two\n\nMath\n\n"
        "Let $a_1 < b$ and \\[ x^2 \\] hold.\n\nE = mc^2\n\na\tb\nc & d\te\n\n x  % y"
    )
    assert [(h.level, h.title) for h in page.headings] == [
        (1, "On Search (Paid)"),
        (2, "First part"),
        (3, "Math"),
    ]
    assert all(page.text[h.start :].startswith(h.title) for h in page.headings)
    assert (document.title, document.kind) == ("On Search (Paid)", "document")
    assert document.properties == (("author", "A. Author , B. Other"),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"caf\'e na\"{\i}ve \c{c}a \v s \~n \H{o} \^\i", "café naïve ça š ñ ő î"),
        (r"Stra\ss e \o re \AA ngstr\"om \l{}\'od\'z", "Straße øre Ångström łódź"),
        (r"5\$ \{a\} a\_b \# \S 1\ldots", "5$ {a} a_b # §1…"),
        (r"\unknown[opt]{kept} {\it also}", "kept also"),
        (r"\verb|a_b| and \href{http://x}{link} \url{http://y}", "a_b and link http://y"),
        (r"only 5$ here", "only 5 here"),
        (r"\def\x#1{gone}\let\y=1 left", "=1 left"),
        (r"\begin{comment}no\end{comment}yes", "yes"),
        (r"\textcolor{red}{shown}\vspace{1cm}", "shown"),
    ],
)
def test_small_things(read, source, expected):
    assert read(source).pages[0].text.strip() == expected


def test_a_part_without_a_frame(read):
    document = read("% only a part\n\\chapter{One}\nText", "part.ltx")
    assert document.pages[0].text == "One\n\nText"
    assert document.title == "One"


def test_what_holds_no_words_stays_as_it_is(read):
    source = r"\usepackage{a}\newcommand{\x}{1}"
    assert read(source).pages[0].text == source


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    ["{", "}", "$", "\\", "\\begin{a}", "\\label{", "\\x[", "\\section{", "%", "\\verb|", "\\["],
)
def test_broken_sources_cost_little(tmp_path, piece):
    path = tmp_path / "a.tex"
    path.write_text("word " + piece * 100_000)
    started = time.perf_counter()
    document = Latex().extract(path, "text/x-tex", ExtractionLimits())
    assert document.pages[0].text.startswith("word")
    assert time.perf_counter() - started < 10


def test_long_text_is_cut(read):
    document = read("word " * 1000, characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)
