"""What a dialog needs to know of each setting, taken from the declarations in ``settings``."""

from __future__ import annotations

import json
import os
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docmind.core.settings import ENV_PREFIX, Settings, load

SettingKind = Literal["switch", "choice", "whole", "number", "text", "list"]
SettingEffect = Literal["at once", "restart", "reread", "new library"]

# What changing a setting does beyond the engine's restart, where it does more or less.
_EFFECTS: Mapping[str, SettingEffect] = {
    "chunking.max_tokens": "reread",
    "chunking.overlap_tokens": "reread",
    "embedding.dimensions": "new library",
    "embedding.model_name": "new library",
    "embedding.passage_template": "new library",
    "embedding.query_template": "new library",
    "pictures.model_name": "reread",
    "search.limit": "at once",
}
_SHOWN_AT_ONCE = ("window", "updates")  # sections the engine does not read


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting: how it is declared, what holds now, and who decides it.

    ``least`` and ``most`` bound numbers, ``above`` says that ``least`` itself is too small.
    ``decided_by`` names the environment variable that decides it, or is "". ``effect``: it holds
    at once, when the engine starts again, by working through every file again, or only for a
    library that is still empty.
    """

    section: str
    name: str
    kind: SettingKind
    description: str
    default: Any
    value: Any
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    above: bool = False
    decided_by: str = ""
    effect: SettingEffect = "restart"

    @property
    def key(self) -> str:
        """``section.name``, as ``save_settings`` wants it."""
        return f"{self.section}.{self.name}"


def setting_specs(settings: Settings | None = None) -> tuple[SettingSpec, ...]:
    """Every setting in the order of its declaration. Raises ``UsageError`` as ``load`` does."""
    now = settings or load()
    return tuple(
        _spec(section, name, field, getattr(getattr(now, section), name))
        for section, model in _sections()
        for name, field in model.model_fields.items()
    )


def _sections() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield name, kind


def _spec(section: str, name: str, field: FieldInfo, value: Any) -> SettingSpec:
    kind, choices = _kind(field.annotation)
    least = most = None
    above = False
    for bound in field.metadata:
        if isinstance(bound, annotated_types.Ge):
            least = float(typing.cast(float, bound.ge))
        elif isinstance(bound, annotated_types.Gt):
            least, above = float(typing.cast(float, bound.gt)), True
        elif isinstance(bound, annotated_types.Le):
            most = float(typing.cast(float, bound.le))
    key = f"{section}.{name}"
    usual: SettingEffect = "at once" if section in _SHOWN_AT_ONCE else "restart"
    return SettingSpec(
        section=section,
        name=name,
        kind=kind,
        description=field.description or "",
        default=field.get_default(),
        value=value,
        choices=choices,
        least=least,
        most=most,
        above=above,
        decided_by=deciding_variable(key),
        effect=_EFFECTS.get(key, usual),
    )


def _kind(annotation: Any) -> tuple[SettingKind, tuple[str, ...]]:
    origin = typing.get_origin(annotation)
    if origin is Literal:
        return "choice", tuple(str(choice) for choice in typing.get_args(annotation))
    if origin is tuple:
        return "list", ()
    if origin in (typing.Union, types.UnionType):
        return _kind(typing.get_args(annotation)[0])
    kinds: dict[Any, SettingKind] = {bool: "switch", int: "whole", float: "number"}
    return kinds.get(annotation, "text"), ()


def deciding_variable(key: str) -> str:
    """The environment variable that decides ``section.name``, "" when none does."""
    section, _, name = key.partition(".")
    single = f"{ENV_PREFIX}{section}__{name}".upper()
    whole = f"{ENV_PREFIX}{section}".upper()
    for variable, text in os.environ.items():
        if variable.upper() == single or (variable.upper() == whole and _names(text, name)):
            return variable
    return ""


def _names(text: str, name: str) -> bool:
    """Whether a section written as JSON holds that name."""
    try:
        return name in json.loads(text)
    except (ValueError, TypeError):
        return False
