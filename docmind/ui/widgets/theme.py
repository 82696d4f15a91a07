"""Colours and sizes: one token table per scheme, the palette and the style sheet made from it.

The scheme is always an argument or read from a palette, because some platforms do not tell it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

Scheme = Literal["light", "dark"]
Preference = Literal["system", "light", "dark"]


class Tokens(NamedTuple):
    """Colours as #rrggbb. ``*_text`` variants are readable (WCAG AA) on every surface."""

    window: str
    panel: str
    sidebar: str
    line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_background: str
    on_accent: str
    chip: str
    hover: str
    mark: str
    on_mark: str
    ok: str
    ok_text: str
    warning: str
    warning_text: str
    error: str
    error_text: str
    paper_mark: str = "#ffe9a8"
    paper_word: str = "#ffcf4d"
    paper_ring: str = "#2a5bdc"


LIGHT = Tokens(
    window="#f6f7f9",
    panel="#ffffff",
    sidebar="#eef0f4",
    line="#e0e3ea",
    text="#1c2230",
    muted="#5b6577",
    accent="#3366ee",
    accent_text="#2a5bdc",
    accent_background="#e7eeff",
    on_accent="#ffffff",
    chip="#e9ecf1",
    hover="#e4e8ef",
    mark="#ffe9a8",
    on_mark="#3a2c00",
    ok="#1a9460",
    ok_text="#16744a",
    warning="#b0741c",
    warning_text="#8a5a0b",
    error="#d1453b",
    error_text="#b8322a",
)
DARK = Tokens(
    window="#14171d",
    panel="#1b1f27",
    sidebar="#171a21",
    line="#2a303b",
    text="#e7eaf0",
    muted="#98a2b3",
    accent="#7aa2ff",
    accent_text="#8fb1ff",
    accent_background="#22304f",
    on_accent="#14171d",
    chip="#272d38",
    hover="#232935",
    mark="#6b5510",
    on_mark="#ffefc2",
    ok="#4cc38a",
    ok_text="#4cc38a",
    warning="#e0b252",
    warning_text="#e0b252",
    error="#ff8279",
    error_text="#ff8279",
)
SCHEMES: dict[Scheme, Tokens] = {"light": LIGHT, "dark": DARK}

# What is written on what: (foreground, background) pairs that must reach 4.5 to 1.
TEXT_PAIRS = (
    *((text, ground) for text in ("text", "muted", "accent_text", "warning_text", "ok_text",
                                  "error_text")
      for ground in ("window", "panel", "sidebar", "accent_background", "chip", "hover")),
    ("on_accent", "accent"),
    ("on_accent", "accent_text"),
    ("on_mark", "mark"),
    ("text", "mark"),
)  # fmt: skip
# Dots, frames of boxes and rings of the focus, on every ground: 3 to 1.
SIGN_PAIRS = tuple(
    (sign, ground) for sign in ("accent", "muted", "ok", "warning", "error")
    for ground in ("window", "panel", "sidebar", "accent_background", "chip", "hover")
)  # fmt: skip

BADGES: dict[str, str] = {
    "pdf": "#c93f35",
    "docx": "#2b6cb0",
    "html": "#b45309",
    "image": "#0f766e",
    "code": "#5b5bd6",
    "mail": "#7a52cf",
    "text": "#4a5568",
}
ON_BADGE = "#ffffff"


def scheme_of(palette: QPalette) -> Scheme:
    """Which scheme a palette belongs to, by the lightness of its window colour."""
    return "dark" if palette.color(QPalette.ColorRole.Window).lightness() < 128 else "light"


def scheme_now() -> Scheme:
    """The scheme applied last. A widget's own palette does not tell: the style sheet changes it."""
    return scheme_of(QApplication.palette())


def tokens_now() -> Tokens:
    """The tokens of the scheme applied last."""
    return SCHEMES[scheme_now()]


def system_scheme() -> Scheme:
    """What the desktop asks for; light where it does not say."""
    from PySide6.QtCore import Qt  # slow to import: the first paint does without it

    hints = QApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(name: str) -> float:
        color = QColor(name)
        parts = (color.redF(), color.greenF(), color.blueF())
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def unit(font: QFont, pixels: float) -> int:
    """A length drawn at a 13 pixel font, scaled to ``font``. At least 1 pixel."""
    return max(1, round(pixels * QFontMetrics(font).height() / 16))


def icon_size(font: QFont, pixels: float = 16) -> QSize:
    """A square icon size that grows with the font."""
    side = unit(font, pixels)
    return QSize(side, side)


def scaled_font(base: QFont, factor: float, *, bold: bool = False) -> QFont:
    """``base`` at another size, half-bold when asked. Works for point and pixel sizes."""
    font = QFont(base)
    if base.pixelSize() > 0:
        font.setPixelSize(max(1, round(base.pixelSize() * factor)))
    else:
        font.setPointSizeF(max(1.0, base.pointSizeF() * factor))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def palette_for(tokens: Tokens) -> QPalette:
    """The Qt palette of a token table."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.sidebar,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Light: tokens.hover,
        role.Midlight: tokens.hover,
        role.Shadow: tokens.line,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return palette


def apply(scheme: Scheme) -> None:
    """Give the whole application the palette and style sheet of ``scheme``."""
    from docmind.ui.widgets.sheet import style_sheet

    application = QCoreApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a QApplication is needed before a theme")
    sheet = style_sheet(SCHEMES[scheme], application.font())
    if sheet == application.styleSheet() and scheme_of(application.palette()) == scheme:
        return  # giving it again takes as long as another one: every widget is polished anew
    application.setPalette(palette_for(SCHEMES[scheme]))
    application.setStyleSheet(sheet)


def names() -> tuple[str, ...]:
    """Every token name, for tests and documentation."""
    return Tokens._fields
