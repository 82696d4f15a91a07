"""Which language the window is to speak, read before all else and without what settings need."""

from __future__ import annotations

import os

from docmind.core.paths import config_file

VARIABLE = "DOCMIND_WINDOW__LANGUAGE"


def window_language() -> str:
    """What ``window.language`` asks for; empty for the language of the system.

    A file that cannot be read asks for nothing here: reading all settings says what is wrong.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return named
    try:
        written = config_file().read_bytes()
        if b"language" not in written:
            return ""
        import tomllib  # few files name a language, and every start comes here

        window = tomllib.loads(written.decode("utf-8")).get("window")
    except (OSError, ValueError):
        return ""
    asked = window.get("language") if isinstance(window, dict) else ""
    return asked if isinstance(asked, str) else ""
