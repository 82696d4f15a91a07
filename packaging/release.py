"""Make a release: version, CHANGELOG heading, AppStream entry, commit and tag, or none of them.

``python packaging/release.py check`` tells whether version, changelog, metainfo, man page and tags
agree (exit status 1 when not). ``make X.Y.Z`` makes a release of a clean ``main``, ``--dry-run``
only shows it. ``document`` writes what running copies ask for, beside the files in ``dist``.
Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from building import names
from releasing import agreement, making
from releasing.papers import Papers, Refused

BRANCH = "main"


def main(arguments: list[str] | None = None, papers: Papers | None = None) -> int:
    """Do what the arguments name. Returns the exit status."""
    options = _read(arguments)
    where = papers or Papers()
    try:
        return {"check": _check, "make": _make, "document": _document}[options.what](options, where)
    except Refused as refused:
        print("release: nothing was changed", file=sys.stderr)
        for reason in refused.reasons:
            print(f"  {reason}", file=sys.stderr)
        return 1


def _check(_options: argparse.Namespace, papers: Papers) -> int:
    found = agreement.faults(papers)
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(f"Version, changelog, metainfo and tags agree on {papers.version()}.")
        if agreement.man_page_is_compared(papers):
            print("The man page does so, too.")
        else:
            print("The man page was not looked at: what makes it is not installed here.")
    return 1 if found else 0


def _make(options: argparse.Namespace, papers: Papers) -> int:
    version, day = options.version, options.date
    if options.dry_run:
        reasons = making.obstacles(papers, version, day, options.branch)
        if reasons:
            raise Refused(*reasons)
        print(making.differences(papers, making.texts(papers, version, day)))
        print(f"Nothing was changed. The tag would be v{version}.\n")
    else:
        signed = None if options.sign == "auto" else options.sign == "yes"
        tag = making.make(papers, version, day, options.branch, signed=signed)
        print(f"Made the commit and the tag {tag}. To take them back before they are pushed:")
        print(f"  git tag --delete {tag} && git reset --keep HEAD~1\n")
    print(_next_steps(version, options.branch))
    return 0


def _next_steps(version: str, branch: str) -> str:
    given = (*names.of_release(version), *names.published_packs(), names.DOCUMENT)
    files = "\n".join(f"       {name}" for name in given)
    return f"""Next:
  1. Build:    python packaging/build.py all
  2. Test:     python packaging/try_packages.py
  3. Document: python packaging/release.py document
  4. Publish:  git push origin {branch} v{version}
     and put these into the folder that updates.address and embedding.runtime_address name:
{files}
  5. Look:     docmind update, in the version before"""


def _document(options: argparse.Namespace, papers: Papers) -> int:
    from releasing import document

    print(f"Made {document.write(papers, options.dist)}")
    return 0


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="release.py", description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    parts.add_parser("check", help="tell whether all papers name the same version")
    make = parts.add_parser("make", help="write the papers of a version, commit and tag")
    make.add_argument("version", metavar="X.Y.Z")
    make.add_argument("--dry-run", action="store_true", help="only show what would be done")
    make.add_argument(
        "--branch", default=BRANCH, help=f"the branch releases are made on ({BRANCH})"
    )
    make.add_argument("--date", default=datetime.date.today().isoformat(), metavar="YYYY-MM-DD",
                      help="the day of the release (today)")  # fmt: skip
    make.add_argument("--sign", choices=("auto", "yes", "no"), default="auto",
                      help="sign the tag (auto: where git has a key)")  # fmt: skip
    made = parts.add_parser("document", help="write the document that running copies ask for")
    made.add_argument("--dist", type=Path, default=names.ROOT / "dist", metavar="DIR",
                      help="where the built files lie (dist)")  # fmt: skip
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
