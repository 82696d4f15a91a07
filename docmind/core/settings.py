"""Every setting, declared once: file, environment, defaults and the documented table.

Order of force: arguments, environment (``DOCMIND_EMBEDDING__MODEL_NAME``), settings file, default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from docmind.core.errors import UsageError
from docmind.core.paths import config_file

ENV_PREFIX = "DOCMIND_"


LATE = ("late", "late_chunking")
"""What people call the setting of the section ``chunking`` that does not exist, for a reason."""
_NO = ("", "0", "false", "no", "none", "off")


def late_chunking_refused(name: str) -> UsageError:
    """Why texts are not embedded as a whole and cut afterwards."""
    return UsageError(
        "DocMind does no late chunking",
        detail="It would embed a whole document and take the mean over the words of each passage "
        "(arXiv:2409.04701). That suits models that make their vectors by such a mean and read "
        "whole documents. Those here take the first or the last word of what they read, or read "
        "some hundred words at once, and servers give no vectors of words. So each passage is "
        "embedded on its own, and what has not changed need not be embedded again.",
        hint=f"Take chunking.{name} away. Passages overlap by chunking.overlap_tokens and carry "
        "the title of their document.",
    )


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EmbeddingSettings(_Section):
    model_name: str = Field("starter", description="Model that turns text into vectors.")
    device: Literal["auto", "cpu", "cuda", "mps"] = Field("auto", description="Where it runs.")
    precision: Literal["auto", "full", "int8"] = Field(
        "auto",
        description="int8 halves time and memory on the CPU; auto takes it only where a "
        "measurement beside the model says that nothing is lost.",
    )
    batch_size_gpu: int = Field(
        64,
        ge=1,
        le=4096,
        description="Passages per batch on a GPU; the starter model takes them singly.",
    )
    batch_size_cpu: int = Field(
        8,
        ge=1,
        le=1024,
        description="Passages per batch on the CPU; the starter model takes them singly.",
    )
    batch_tokens_gpu: int = Field(
        16_384, ge=512, le=1_048_576, description="Tokens per batch on a GPU, padding included."
    )
    on_processor: Literal["onnxruntime", "torch"] = Field(
        "onnxruntime",
        description="What computes on the processor; torch is what the makers of the models use "
        "and needs the models runtime.",
    )
    threads: int = Field(0, ge=0, le=256, description="CPU threads; 0 means all cores.")
    idle_minutes: float = Field(
        10.0, ge=0, description="A model leaves memory when unused this long; 0 for never."
    )
    runtime_address: str = Field(
        "",
        description="Where models runtimes are downloaded from (https); empty for nowhere: they "
        "are imported from files then.",
    )
    dimensions: int = Field(
        0,
        ge=0,
        le=65_536,
        description="Fewer numbers for each passage than the model gives, only for models that "
        "were trained for it; 0 takes all.",
    )
    query_template: str = Field(
        "",
        description="What is put around a question for a model that DocMind does not know, such "
        "as query: {text}; empty for what its own files say.",
    )
    passage_template: str = Field("", description="The same around passages.")
    fallback: tuple[str, ...] = Field(
        (),
        description="Models to take, in this order, when the one above cannot be had: for a new "
        "library any, for one that was read only those with the same vectors.",
    )
    cache_mb: int = Field(
        4096, ge=0, description="Most room for vectors that were computed already; 0 for no limit."
    )


class PictureSettings(_Section):
    enabled: bool = Field(
        True, description="Look at pictures, so that they are found by what they show."
    )
    model_name: str = Field(
        "clip-vit-b-32-laion2b", description="Model that looks at pictures, once it is installed."
    )
    inside_documents: bool = Field(
        True, description="Also look at pictures inside PDF and office files."
    )
    min_side_px: int = Field(
        100, ge=1, description="Pictures inside documents narrower or lower are left out."
    )
    max_per_file: int = Field(40, ge=1, le=1000, description="Pictures looked at in one file.")


class ExtractionSettings(_Section):
    workers: int = Field(0, ge=0, le=64, description="Reading processes; 0 picks by cores.")
    timeout_seconds: float = Field(20.0, gt=0, description="Longest time for one file.")
    memory_mb: int = Field(2000, ge=256, description="Most memory for one file, in MiB.")
    max_file_mb: int = Field(512, ge=1, description="Larger files are listed as too large.")
    max_characters: int = Field(5_000_000, ge=1000, description="Text read from one file.")


class RecognitionSettings(_Section):
    enabled: bool = Field(
        False, description="Look for text in scanned pages and pictures, in the background."
    )
    engine: Literal["auto", "rapidocr", "tesseract"] = Field(
        "auto", description="What recognises the text; auto takes the best that is installed."
    )
    images: bool = Field(True, description="Also look in pictures, not only in scanned pages.")
    min_side_px: int = Field(64, ge=1, description="Pictures narrower or lower are left out.")
    max_pages: int = Field(500, ge=1, description="Pages looked at in one file.")
    only_when_idle: bool = Field(True, description="Wait until nothing else is being read.")


class DiscoverySettings(_Section):
    exclude: tuple[str, ...] = Field((), description="More patterns to leave out (gitignore form).")
    follow_gitignore: bool = Field(True, description="Leave out what .gitignore files name.")
    include_hidden: bool = Field(False, description="Also read hidden files and folders.")
    skip_larger_mb: int = Field(0, ge=0, description="Leave out larger files; 0 for no limit.")
    skip_types: tuple[str, ...] = Field((), description="Endings of files to leave out.")
    cloud_placeholders: bool = Field(
        False, description="Also read files that are only in the cloud, which downloads them."
    )
    watch: bool = Field(True, description="Notice changes in the folders at once.")
    rescan_minutes: int = Field(
        30, ge=0, le=10_080, description="Minutes between looks for changes; 0 for never."
    )


class BackgroundSettings(_Section):
    on_battery: Literal["pause", "run"] = Field(
        "pause", description="What nobody asked for waits while on battery, or runs."
    )
    when_busy: Literal["pause", "run"] = Field(
        "run", description="The same while other programs need the processor."
    )


class ChunkingSettings(_Section):
    @model_validator(mode="before")
    @classmethod
    def _refuse_late(cls, stated: Any) -> Any:
        """Say why there is no late chunking to whoever asks for it, in place of "unknown"."""
        if not isinstance(stated, Mapping):
            return stated
        asked = [name for name in LATE if str(stated.get(name, "")).lower() not in _NO]
        if asked:
            raise late_chunking_refused(asked[0])
        return {name: one for name, one in stated.items() if name not in LATE}

    max_tokens: int = Field(0, ge=0, le=8192, description="Passage length; 0 follows the model.")
    overlap_tokens: int = Field(32, ge=0, le=512, description="Text shared by neighbours.")


class SearchSettings(_Section):
    limit: int = Field(20, ge=1, le=1000, description="Results shown at first.")
    candidates: int = Field(200, ge=10, le=1000, description="Passages taken from each list.")
    reranker: str = Field(
        "",
        description="What puts the first results in order once more: a model for it, a folder "
        "with one, bge-m3-colbert, server:MODEL, or off. Empty takes BGE-M3's own where it runs "
        "on a graphics card.",
    )
    rerank_budget_ms: int = Field(
        300, ge=10, le=10_000, description="Longest time for that, in milliseconds."
    )
    history: bool = Field(
        True, description="Remember searches that were acted on. Off does not erase older ones."
    )
    history_days: int = Field(
        0, ge=0, le=36_500, description="Days a search is remembered; 0 for ever."
    )


class EngineSettings(_Section):
    min_free_disk_mb: int = Field(1024, ge=0, description="Reading waits below this free space.")
    idle_seconds: float = Field(10.0, ge=0, description="The engine ends this long after use.")


class ServerSettings(_Section):
    ollama_address: str = Field(
        "http://127.0.0.1:11434",
        description="Where Ollama answers, for models such as ollama:bge-m3.",
    )
    ollama_keep_alive: str = Field(
        "30m", description="How long Ollama keeps a model in memory after a call."
    )
    openai_address: str = Field(
        "",
        description="Where a server with OpenAI's /v1/embeddings answers, such as "
        "http://127.0.0.1:7997/v1, for models such as openai:all-minilm.",
    )
    rerank_address: str = Field(
        "",
        description="Where a server puts results in order, such as http://127.0.0.1:7997/v1, for "
        "search.reranker = server:MODEL.",
    )
    text_may_go_to: tuple[str, ...] = Field(
        (),
        description="Other computers (host or host:port) that texts of your files and your "
        "questions may be sent to. Without an entry nothing leaves this computer.",
    )
    answer_seconds: float = Field(60.0, gt=0, description="Patience with an answer of a server.")
    load_seconds: float = Field(
        300.0, gt=0, description="The same while the server brings a model into memory."
    )


class UpdateSettings(_Section):
    check: bool = Field(
        False, description="Look for a new version once a day; nothing but the request is sent."
    )
    address: str = Field(
        "",
        description="Where new versions are told of (https). While it is empty nobody is asked: "
        "none is built in yet.",
    )


class WindowSettings(_Section):
    theme: Literal["system", "light", "dark"] = Field("system", description="Colours.")
    language: Literal["", "en", "de"] = Field(
        "", description="Language, from the next start on; empty follows the system."
    )
    tray: bool = Field(
        False, description="Stay in the tray when the window is closed, where there is a tray."
    )
    autostart: bool = Field(
        False, description="Start in the background when you log in; the window sees to it."
    )
    quick_shortcut: str = Field(
        "",
        description="Keys that open quick search from any program, such as Ctrl+Alt+Space; empty "
        "for none.",
    )
    restore_search: bool = Field(
        True, description="Begin with the last search, where searches are remembered."
    )
    reduced_motion: Literal["auto", "on", "off"] = Field(
        "auto", description="Show nothing that moves; auto does what the desktop asks for."
    )


class _SettingsFile(TomlConfigSettingsSource):
    """The file, of which only what is known counts: a newer DocMind may have written the rest."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        return known_part(super()._read_file(file_path))


class Settings(BaseSettings):
    """All settings. Wrong values, and unknown names that do not stand in the settings file, raise
    ``UsageError`` through ``load``."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    version: int = Field(1, description="Form of the settings file.")
    embedding: EmbeddingSettings = EmbeddingSettings()
    pictures: PictureSettings = PictureSettings()
    extraction: ExtractionSettings = ExtractionSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    discovery: DiscoverySettings = DiscoverySettings()
    background: BackgroundSettings = BackgroundSettings()
    chunking: ChunkingSettings = ChunkingSettings()
    search: SearchSettings = SearchSettings()
    engine: EngineSettings = EngineSettings()
    window: WindowSettings = WindowSettings()
    updates: UpdateSettings = UpdateSettings()
    servers: ServerSettings = ServerSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, _SettingsFile(settings_cls, config_file()))


def load(**overrides: Any) -> Settings:
    """Read all sources. Raises ``UsageError`` naming the setting, its value and the file."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"The setting {name} cannot be used",
            detail=f"{first['msg']} (it is {first.get('input')!r}).",
            hint=f"Correct it in {config_file()} or in the environment.",
        ) from None
    except ValueError as error:
        raise UsageError(
            "The settings file cannot be read", detail=f"{error}.", path=config_file()
        ) from None


def unknown_settings() -> tuple[str, ...]:
    """Names in the settings file that this version does not know, such as ``search.colour``: they
    are kept and have no effect. None where the file cannot be read, which ``load`` tells."""
    try:
        content = tomllib.loads(config_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    names = []
    for name, value in content.items():
        if name not in Settings.model_fields:
            names.append(name)
        elif name in _sections() and isinstance(value, dict):
            names += [f"{name}.{key}" for key in value if key not in _sections()[name].model_fields]
    return tuple(names)


def known_part(content: Mapping[str, Any]) -> dict[str, Any]:
    """What of the content of a settings file this version knows."""
    sections = _sections()
    return {
        name: {key: one for key, one in value.items() if _is_known(sections[name], key)}
        if name in sections and isinstance(value, dict)
        else value
        for name, value in content.items()
        if name in Settings.model_fields
    }


def _is_known(section: type[BaseModel], key: str) -> bool:
    """Whether a name counts; one that is refused must reach the section, which says why."""
    return key in section.model_fields or (section is ChunkingSettings and key in LATE)


def _sections() -> dict[str, type[BaseModel]]:
    return {
        name: field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    }


def table() -> list[tuple[str, str, str, str]]:
    """(setting, environment name, default, description), for the documentation and the dialog."""
    rows = []
    for section, nested in _sections().items():
        for name, field in nested.model_fields.items():
            env = f"{ENV_PREFIX}{section}__{name}".upper()
            default = field.get_default()
            rows.append((f"{section}.{name}", env, str(default), field.description or ""))
    return rows
