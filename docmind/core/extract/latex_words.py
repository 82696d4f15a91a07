"""What the commands of LaTeX mean for its text."""

from __future__ import annotations

HEADINGS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "frametitle": 3,
}
"""Commands that make headings -> their level."""

# How many arguments in braces are no words. Optional ones in brackets are never words.
_DROPPED = {
    1: """addbibresource bibliography bibliographystyle captionsetup cite citep citet citealp
    citeauthor citeyear autocite parencite textcite footcite nocite color cref Cref documentclass
    documentstyle eqref geometry graphicspath hypersetup hspace vspace include includegraphics
    input label lstset lstinputlisting pagenumbering pageref pagestyle pgfplotsset ref autoref
    nameref RequirePackage textcolor thispagestyle tikzset usepackage usetikzlibrary
    usepgfplotslibrary vskip phantomsection href hyperref bibitem theoremstyle selectlanguage
    hypertarget hyperlink hyphenation index glossary cline cmidrule foreignlanguage colorbox
    cellcolor rowcolor columncolor usetheme usecolortheme newcounter stepcounter refstepcounter
    newlength newsavebox usebox sisetup setmainfont setsansfont setmonofont makebox parbox raisebox
    rotatebox scalebox printbibliography subfile externaldocument allowdisplaybreaks
    counterwithin""",
    2: """addtocounter addtolength setcounter setlength fontsize multicolumn multirow newtheorem
    rule resizebox numberwithin DeclareMathOperator fcolorbox pdfbookmark AtBeginEnvironment
    newfontfamily setbeamertemplate setbeamercolor setbeamerfont titlespacing""",
    3: """addcontentsline definecolor DeclareUnicodeCharacter lstdefinelanguage""",
    4: "fontfamily",
}
DROPPED = {word: count for count, words in _DROPPED.items() for word in words.split()}
"""Commands -> how many of their arguments are not for readers."""

DEFINITIONS = {
    "newcommand": 2,
    "renewcommand": 2,
    "providecommand": 2,
    "DeclareRobustCommand": 2,
    "newenvironment": 3,
    "renewenvironment": 3,
}
"""Commands that define others -> how many arguments they take."""

PARAGRAPHS = frozenset(("par", "newpage", "clearpage", "pagebreak", "maketitle", "caption"))
LINES = frozenset(("newline", "linebreak", "tabularnewline", "hline", "toprule", "midrule"))

ENVIRONMENT_ARGUMENTS = {
    "tabular": 1,
    "array": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "minipage": 1,
    "wrapfigure": 2,
    "subfigure": 1,
    "subtable": 1,
    "multicols": 1,
    "thebibliography": 1,
    "list": 2,
    "adjustbox": 1,
    "minted": 1,
    "spacing": 1,
    "CJK": 2,
    "CJK*": 2,
}
"""Environments -> how many arguments follow their name that are not words."""

MATH = frozenset(
    """align align* alignat alignat* displaymath eqnarray eqnarray* equation equation* flalign
    flalign* gather gather* math multline multline*""".split()  # noqa: SIM905 - a table of words
)
VERBATIM = frozenset(
    """Verbatim alltt lstlisting minted verbatim verbatim*""".split()  # noqa: SIM905
)
UNSEEN = frozenset(("comment", "filecontents", "filecontents*"))

CHARACTERS = {
    "AA": "Å",
    "AE": "Æ",
    "L": "Ł",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "O": "Ø",
    "OE": "Œ",
    "P": "¶",
    "S": "§",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "aa": "å",
    "ae": "æ",
    "copyright": "©",
    "dag": "†",
    "degree": "°",
    "dh": "ð",
    "dots": "…",
    "euro": "€",
    "EUR": "€",
    "guillemotleft": "«",
    "guillemotright": "»",
    "i": "ı",
    "j": "ȷ",
    "l": "ł",
    "ldots": "…",
    "o": "ø",
    "oe": "œ",
    "pounds": "£",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "ss": "ß",
    "SS": "ẞ",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textbar": "|",
    "textbullet": "•",
    "textdegree": "°",
    "textellipsis": "…",
    "textemdash": "—",
    "textendash": "–",
    "texteuro": "€",
    "textgreater": ">",
    "textless": "<",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotesingle": "'",
    "textregistered": "®",
    "texttrademark": "™",
    "textunderscore": "_",
    "th": "þ",
    "times": "×",
    "today": "",
    "xspace": "",
}
"""Commands that stand for a character or a name."""

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""Commands that put an accent on the next letter -> the combining character."""
