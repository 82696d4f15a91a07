"""Names of text files: which are source code, and in which language."""

from __future__ import annotations

PLAIN = "text/plain"
XML = "text/x-xml"
TEX = "text/x-tex"
SUBRIP = "text/x-subrip"
VTT = "text/vtt"
SUBSTATION = "text/x-ssa"
MICRODVD = "text/x-microdvd"

_DOCUMENTS = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".rst": "text/x-rst",
    ".org": "text/x-org",
    ".adoc": "text/x-asciidoc",
    ".asciidoc": "text/x-asciidoc",
    ".tex": TEX,
    ".latex": TEX,
    ".ltx": TEX,
    ".bib": "text/x-bibtex",
    ".srt": SUBRIP,
    ".vtt": VTT,
    ".ass": SUBSTATION,
    ".ssa": SUBSTATION,
    ".sub": MICRODVD,
    ".log": "text/x-log",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
}
_LANGUAGES = {
    "ada": "adb ads",
    "assembler": "asm s",
    "basic": "bas vb vbs",
    "batch": "bat cmd",
    "c": "c h",
    "c++": "cc cpp cxx hh hpp hxx inl ipp",
    "clojure": "clj cljs cljc edn",
    "cmake": "cmake",
    "cobol": "cob cbl",
    "config": "ini cfg conf properties env editorconfig desktop service",
    "csharp": "cs",
    "css": "css scss sass less",
    "cuda": "cu cuh",
    "d": "d",
    "dart": "dart",
    "diff": "diff patch",
    "elixir": "ex exs",
    "elm": "elm",
    "erlang": "erl hrl",
    "fortran": "f f77 f90 f95 f03 f08 for",
    "fsharp": "fs fsi fsx",
    "glsl": "glsl vert frag",
    "go": "go mod",
    "gradle": "gradle",
    "graphql": "graphql gql",
    "groovy": "groovy",
    "haskell": "hs lhs",
    "java": "java",
    "javascript": "js jsx mjs cjs",
    "json": "json jsonl json5 geojson webmanifest",
    "julia": "jl",
    "kotlin": "kt kts",
    "lisp": "lisp lsp el scm rkt",
    "lua": "lua",
    "make": "mk mak",
    "matlab": "m",
    "nim": "nim",
    "nix": "nix",
    "objective-c": "mm",
    "ocaml": "ml mli",
    "pascal": "pas pp dpr",
    "perl": "pl pm",
    "php": "php",
    "powershell": "ps1 psm1 psd1",
    "prolog": "pro",
    "protobuf": "proto",
    "python": "py pyi pyw pyx pxd",
    "qml": "qml",
    "r": "r",
    "ruby": "rb rake gemspec",
    "rust": "rs",
    "scala": "scala sbt sc",
    "shell": "sh bash zsh fish ksh",
    "solidity": "sol",
    "sql": "sql",
    "starlark": "bzl",
    "swift": "swift",
    "tcl": "tcl",
    "template": "j2 jinja tmpl mustache hbs",
    "terraform": "tf hcl",
    "toml": "toml",
    "typescript": "ts tsx mts cts",
    "verilog": "v sv svh",
    "vhdl": "vhd vhdl",
    "vim": "vim",
    "vue": "vue svelte astro",
    "xml": "xml xsd xsl xslt dtd opml plist xaml csproj vbproj vcxproj props resx wsdl rss atom "
    "gpx kml ui qrc",
    "yaml": "yaml yml",
    "zig": "zig",
}
_NAMES = {
    "makefile": "make",
    "gnumakefile": "make",
    "cmakelists.txt": "cmake",
    "dockerfile": "dockerfile",
    "containerfile": "dockerfile",
    "jenkinsfile": "groovy",
    "vagrantfile": "ruby",
    "gemfile": "ruby",
    "rakefile": "ruby",
    "justfile": "make",
    "build": "starlark",
    "workspace": "starlark",
}
_CODE = {
    f".{suffix}": f"text/x-{language}"
    for language, suffixes in _LANGUAGES.items()
    for suffix in suffixes.split()
}
_CODE_NAMES = {name: f"text/x-{language}" for name, language in _NAMES.items()}

CODE_TYPES = frozenset(_CODE.values()) | frozenset(_CODE_NAMES.values())
"""Media types of source code and of files that programs read."""

_READ_ELSEWHERE = {XML, TEX, SUBRIP, VTT, SUBSTATION, MICRODVD}

TEXT_TYPES = tuple(sorted({PLAIN, *_DOCUMENTS.values(), *CODE_TYPES} - _READ_ELSEWHERE))
"""The media types ``text_type`` can answer, but those that have a reader of their own."""


def text_type(name: str) -> str:
    """The media type of a text file called ``name``; ``text/plain`` when the name says nothing."""
    lowered = name.lower()
    suffix = _suffix(lowered)
    return _CODE_NAMES.get(lowered) or _CODE.get(suffix) or _DOCUMENTS.get(suffix) or PLAIN


def is_code_name(name: str) -> bool:
    """Whether ``name`` says source code, so that markup inside is not a page to render."""
    found = text_type(name)
    return found in CODE_TYPES and found != XML


def _suffix(lowered: str) -> str:
    dot = lowered.rfind(".")
    return lowered[dot:] if dot > 0 else ""
