"""Every library that DocMind brings along must be free to use and pass on.

``python packaging/licences.py`` follows what the installed ``docmind`` needs, extras included, and
prints each library with the licence it states. Ends with status 1 for one that is not permissive
and not listed below with a reason: libraries change their licence from one version to the next.
"""

from __future__ import annotations

import importlib.metadata as metadata
import re
import sys

from packaging.requirements import Requirement

from docmind.core.licences import EXTRAS, stated

PERMISSIVE = frozenset(
    (
        *("0bsd", "apache", "apache-2.0", "apache 2.0", "apache 2.0 license", "apache license 2.0"),
        *("apache software license", "bsd", "bsd license", "bsd-2-clause", "bsd-3-clause"),
        *(
            "3-clause bsd license",
            "bsl-1.0",
            "cc0",
            "cc0-1.0",
            "cnri-python",
            "dependency licenses",
        ),
        *(
            "hpnd",
            "isc",
            "isc license",
            "isc license (iscl)",
            "llvm-exception",
            "mit",
            "mit license",
            "mit-0",
        ),
        *("mit-cmu", "osi approved", "psf-2.0", "psfl", "python-2.0", "unlicense", "zlib"),
        *("academic free license (afl)", "python software foundation license"),
    )
)
_NVIDIA = "NVIDIA's runtime; comes with torch for its graphics cards only, never in an installer"
_MPL = "weak copyleft, used unchanged"
_QT = "Qt's own licence; used unchanged, as separate files that can be replaced"
# name -> (what it states, why it may stay); another statement has to be looked at again
LOOKED_AT = {
    "certifi": ("MPL-2.0; Mozilla Public License 2.0 (MPL 2.0)", _MPL),
    "cuda-toolkit": ("", _NVIDIA),
    "flagembedding": ("", "the LICENSE file of its repository is MIT"),
    "nltk": ("Apache License, Version 2.0; Apache Software License", "which is Apache-2.0"),
    "nvidia-cusparselt-cu13": ("NVIDIA Proprietary Software", _NVIDIA),
    "nvidia-nvtx": ("Apache 2.0; Other/Proprietary License", _NVIDIA),
    "pathspec": ("Mozilla Public License 2.0 (MPL 2.0)", _MPL),
    "pi-heif": (
        "BSD-3-Clause; GNU Lesser General Public License v3 (LGPLv3)",
        "carries libheif and libde265 (LGPL) as separate files; decodes only, without x265",
    ),
    "pyside6": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", _QT),
    "pyside6-addons": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", _QT),
    "pyside6-essentials": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", _QT),
    "resvg-py": ("", "its LICENSE file is MIT"),
    "shiboken6": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", _QT),
    "tiktoken": ("", "its LICENSE file is MIT"),
    "tqdm": ("MPL-2.0 AND MIT", _MPL),
}


def needed(name: str, extras: tuple[str, ...]) -> dict[str, metadata.Distribution]:
    """All that ``name`` with its extras needs here, as far as it is installed, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting, seen = [(name, extras)], set()
    while waiting:
        asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        for line in metadata.distribution(asked[0]).requires or ():
            wanted = Requirement(line)
            if wanted.marker is not None and not any(
                wanted.marker.evaluate({"extra": extra}) for extra in ("", *asked[1])
            ):
                continue
            known = wanted.name.lower().replace("_", "-")
            try:
                found[known] = metadata.distribution(wanted.name)
            except metadata.PackageNotFoundError:
                continue  # not for this system
            waiting.append((known, tuple(sorted(wanted.extras))))
    found.pop(name, None)
    return found


def is_permissive(statement: str) -> bool:
    """Whether one of the alternatives consists of permissive licences only."""
    if not statement:
        return False
    return all(
        any(
            all(_bare(part) in PERMISSIVE for part in re.split(r"\s+(?:AND|WITH)\s+", choice))
            for choice in re.split(r"\s+OR\s+", named)
        )
        for named in re.split(r"[;,]", statement)
    )


def _bare(part: str) -> str:
    part = part.strip().lower()
    return part[1:-1] if part.startswith("(") and part.endswith(")") else part


def main() -> int:
    found = needed("docmind", EXTRAS)
    bad = []
    for name, distribution in sorted(found.items()):
        statement = stated(distribution)
        known, why = LOOKED_AT.get(name, ("\0", ""))
        if name.startswith("nvidia-") and "NVIDIA" in statement:
            known, why = statement, _NVIDIA
        fine = known == statement or is_permissive(statement)
        reason = f"  ({why})" if known == statement else ""
        print(f"{name} {distribution.version}: {statement or 'states none'}{reason}")
        if not fine:
            bad.append(name)
    if bad:
        print(f"\nNot permissive, or changed: {', '.join(bad)}. Look at each before it stays.")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
