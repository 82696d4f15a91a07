"""The front door of the core: the only names faces may use.

Each name is imported on its first use, so a face pays only for what it touches: the window is
painted before the values, the engine and their libraries are.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docmind.core.addresses import host_asked as host_asked
    from docmind.core.api import EngineApi as EngineApi
    from docmind.core.api import Restartable as Restartable
    from docmind.core.conformance import Outcome as Outcome
    from docmind.core.conformance import conformance as conformance
    from docmind.core.doctor import Check as Check
    from docmind.core.doctor import examine as examine
    from docmind.core.doctor import window_obstacle as window_obstacle
    from docmind.core.doctor_report import plain_report as plain_report
    from docmind.core.embed.bge_m3_embedding import get_bgem3_embedding as get_bgem3_embedding
    from docmind.core.embed.convert import convert_to_safetensors as convert_to_safetensors
    from docmind.core.engine import Engine as Engine
    from docmind.core.erasing import Erasable as Erasable
    from docmind.core.erasing import request_erasure as request_erasure
    from docmind.core.erasing import withdraw_erasure as withdraw_erasure
    from docmind.core.errors import DiskFull as DiskFull
    from docmind.core.errors import DocMindError as DocMindError
    from docmind.core.errors import EngineUnreachable as EngineUnreachable
    from docmind.core.errors import ExtractionCrashed as ExtractionCrashed
    from docmind.core.errors import ExtractionError as ExtractionError
    from docmind.core.errors import ExtractionOutOfMemory as ExtractionOutOfMemory
    from docmind.core.errors import ExtractionTimedOut as ExtractionTimedOut
    from docmind.core.errors import FileChanged as FileChanged
    from docmind.core.errors import FileTooLarge as FileTooLarge
    from docmind.core.errors import FileUnreadable as FileUnreadable
    from docmind.core.errors import LibraryLocked as LibraryLocked
    from docmind.core.errors import LibraryTooNew as LibraryTooNew
    from docmind.core.errors import ModelError as ModelError
    from docmind.core.errors import PasswordNeeded as PasswordNeeded
    from docmind.core.errors import StoreDamaged as StoreDamaged
    from docmind.core.errors import StoreError as StoreError
    from docmind.core.errors import UnsupportedType as UnsupportedType
    from docmind.core.errors import UpgradeNeeded as UpgradeNeeded
    from docmind.core.errors import UsageError as UsageError
    from docmind.core.evaluation import Baseline as Baseline
    from docmind.core.evaluation import BaselineReport as BaselineReport
    from docmind.core.evaluation import ComparisonReport as ComparisonReport
    from docmind.core.evaluation import Difference as Difference
    from docmind.core.evaluation import EvaluationReport as EvaluationReport
    from docmind.core.evaluation import Interval as Interval
    from docmind.core.evaluation import RankingFigures as RankingFigures
    from docmind.core.evaluation import chosen_ways as chosen_ways
    from docmind.core.evaluation import compare_rankings as compare_rankings
    from docmind.core.evaluation import evaluate as evaluate
    from docmind.core.evaluation import macro_mean as macro_mean
    from docmind.core.evaluation import mean_figures as mean_figures
    from docmind.core.evaluation import save_baseline as save_baseline
    from docmind.core.events import ChildRestarted as ChildRestarted
    from docmind.core.events import EngineLost as EngineLost
    from docmind.core.events import EngineRestored as EngineRestored
    from docmind.core.events import Event as Event
    from docmind.core.events import IndexChanged as IndexChanged
    from docmind.core.events import JobFinished as JobFinished
    from docmind.core.events import JobProgressed as JobProgressed
    from docmind.core.events import JobStarted as JobStarted
    from docmind.core.events import Notice as Notice
    from docmind.core.events import ProblemsChanged as ProblemsChanged
    from docmind.core.events import SearchesChanged as SearchesChanged
    from docmind.core.events import SourcesChanged as SourcesChanged
    from docmind.core.events import Subscriber as Subscriber
    from docmind.core.index.health import provider_health as provider_health
    from docmind.core.index.pulling import ModelPull as ModelPull
    from docmind.core.index.single_model import open_model as open_model
    from docmind.core.journal import Connection as Connection
    from docmind.core.journal import connections_made as connections_made
    from docmind.core.language import window_language as window_language
    from docmind.core.licences import ThirdParty as ThirdParty
    from docmind.core.licences import third_parties as third_parties
    from docmind.core.models.hub import endpoint as model_hub
    from docmind.core.models.store import ModelStore as ModelStore
    from docmind.core.packs import PackKind as PackKind
    from docmind.core.packs import pack_kind as pack_kind
    from docmind.core.paths import DESKTOP_FILE as DESKTOP_FILE
    from docmind.core.paths import Library as Library
    from docmind.core.paths import autostart_dir as autostart_dir
    from docmind.core.paths import cache_dir as cache_dir
    from docmind.core.paths import child_command as child_command
    from docmind.core.paths import child_environment as child_environment
    from docmind.core.paths import config_file as config_file
    from docmind.core.paths import default_library as default_library
    from docmind.core.paths import resources_dir as resources_dir
    from docmind.core.pictures import PICTURE_SUFFIXES as PICTURE_SUFFIXES
    from docmind.core.pictures import open_picture as open_picture
    from docmind.core.pictures import page_frames as page_frames
    from docmind.core.privacy import StandingPermission as StandingPermission
    from docmind.core.privacy import StoredPlace as StoredPlace
    from docmind.core.privacy import TextPermission as TextPermission
    from docmind.core.privacy import standing_permissions as standing_permissions
    from docmind.core.privacy import stored_places as stored_places
    from docmind.core.privacy import text_permissions as text_permissions
    from docmind.core.remote.client import RemoteEngine as RemoteEngine
    from docmind.core.remote.supervisor import open_engine as open_engine
    from docmind.core.runtimes.store import RuntimeStore as RuntimeStore
    from docmind.core.schema import Action as Action
    from docmind.core.schema import Chunk as Chunk
    from docmind.core.schema import ChunkRecord as ChunkRecord
    from docmind.core.schema import Counts as Counts
    from docmind.core.schema import Document as Document
    from docmind.core.schema import DocumentMatches as DocumentMatches
    from docmind.core.schema import ExcludePreview as ExcludePreview
    from docmind.core.schema import Fault as Fault
    from docmind.core.schema import FileRecord as FileRecord
    from docmind.core.schema import FileState as FileState
    from docmind.core.schema import FoundFile as FoundFile
    from docmind.core.schema import Heading as Heading
    from docmind.core.schema import Hit as Hit
    from docmind.core.schema import JobReport as JobReport
    from docmind.core.schema import Kind as Kind
    from docmind.core.schema import Like as Like
    from docmind.core.schema import Mode as Mode
    from docmind.core.schema import Page as Page
    from docmind.core.schema import PageMatches as PageMatches
    from docmind.core.schema import PageText as PageText
    from docmind.core.schema import Passage as Passage
    from docmind.core.schema import Problem as Problem
    from docmind.core.schema import Progress as Progress
    from docmind.core.schema import Query as Query
    from docmind.core.schema import QueryPlan as QueryPlan
    from docmind.core.schema import Reason as Reason
    from docmind.core.schema import SearchAnswer as SearchAnswer
    from docmind.core.schema import Sort as Sort
    from docmind.core.schema import SourceStatus as SourceStatus
    from docmind.core.schema import Span as Span
    from docmind.core.schema import Status as Status
    from docmind.core.schema import coverage as coverage
    from docmind.core.schema import weak_from as weak_from
    from docmind.core.schema_explain import Explanation as Explanation
    from docmind.core.schema_explain import ListPlace as ListPlace
    from docmind.core.schema_facets import Facet as Facet
    from docmind.core.schema_facets import FacetName as FacetName
    from docmind.core.schema_facets import FacetValue as FacetValue
    from docmind.core.schema_models import CacheUse as CacheUse
    from docmind.core.schema_models import ModelChange as ModelChange
    from docmind.core.schema_models import ModelEstimate as ModelEstimate
    from docmind.core.schema_models import ModelState as ModelState
    from docmind.core.schema_models import PictureStatus as PictureStatus
    from docmind.core.schema_models import ProviderHealth as ProviderHealth
    from docmind.core.schema_models import ProviderUse as ProviderUse
    from docmind.core.schema_models import RuntimeState as RuntimeState
    from docmind.core.schema_models import ServerModel as ServerModel
    from docmind.core.schema_rerank import Reranked as Reranked
    from docmind.core.schema_searches import AskedSearch as AskedSearch
    from docmind.core.schema_searches import SavedSearch as SavedSearch
    from docmind.core.schema_searches import Searches as Searches
    from docmind.core.schema_upgrade import Backup as Backup
    from docmind.core.schema_upgrade import Upgrade as Upgrade
    from docmind.core.schema_upgrade import UpgradeProgress as UpgradeProgress
    from docmind.core.search.parse import Condition as Condition
    from docmind.core.search.parse import parse as parse_query
    from docmind.core.servers.allowing import allow_server as allow_server
    from docmind.core.servers.allowing import forbid_server as forbid_server
    from docmind.core.servers.allowing import server_terms_of as server_terms_of
    from docmind.core.servers.consent import ServerTerms as ServerTerms
    from docmind.core.servers.consent import server_terms as server_terms
    from docmind.core.servers.keys import KEY_NAMES as KEY_NAMES
    from docmind.core.servers.keys import KeyState as KeyState
    from docmind.core.servers.keys import key_states as key_states
    from docmind.core.servers.keys import key_terms as key_terms
    from docmind.core.servers.keys import remove_key as remove_key
    from docmind.core.servers.keys import save_key as save_key
    from docmind.core.servers.secrets import keyring_title as keyring_title
    from docmind.core.settings import Settings as Settings
    from docmind.core.settings import load as load_settings
    from docmind.core.settings import table as settings_table
    from docmind.core.settings import unknown_settings as unknown_settings
    from docmind.core.settings_file import save as save_settings
    from docmind.core.settings_specs import SettingSpec as SettingSpec
    from docmind.core.settings_specs import setting_specs as setting_specs
    from docmind.core.updates import Artefact as Artefact
    from docmind.core.updates import Release as Release
    from docmind.core.updates import UpdateTerms as UpdateTerms
    from docmind.core.updates import look_for_new_version as look_for_new_version
    from docmind.core.updates import look_if_due as look_if_due
    from docmind.core.updates import update_terms as update_terms
    from docmind.core.upgrade.backups import backups_of as backups_of
    from docmind.core.upgrade.backups import remove_backups as remove_backups
    from docmind.core.upgrade.going_back import restorable as restorable
    from docmind.core.upgrade.going_back import restore_library as restore_library
    from docmind.core.upgrade.notes import agree_to_upgrade as agree_to_upgrade
    from docmind.core.upgrade.notes import upgrade_progress as upgrade_progress

# The names that live in each module.
_HOMES = {
    "docmind.core.addresses": "host_asked",
    "docmind.core.api": "EngineApi Restartable",
    "docmind.core.conformance": "Outcome conformance",
    "docmind.core.doctor": "Check examine window_obstacle",
    "docmind.core.doctor_report": "plain_report",
    "docmind.core.embed.bge_m3_embedding": "get_bgem3_embedding",
    "docmind.core.embed.convert": "convert_to_safetensors",
    "docmind.core.engine": "Engine",
    "docmind.core.erasing": "Erasable request_erasure withdraw_erasure",
    "docmind.core.errors": (
        "DiskFull DocMindError EngineUnreachable ExtractionCrashed ExtractionError "
        "ExtractionOutOfMemory ExtractionTimedOut FileChanged FileTooLarge FileUnreadable "
        "LibraryLocked LibraryTooNew ModelError NetworkError PasswordNeeded StoreDamaged "
        "StoreError UnsupportedType UpgradeNeeded UsageError"
    ),
    "docmind.core.evaluation": (
        "Baseline BaselineReport ComparisonReport Difference EvaluationReport Interval "
        "RankingFigures chosen_ways compare_rankings evaluate macro_mean mean_figures "
        "save_baseline"
    ),
    "docmind.core.events": (
        "ChildRestarted EngineLost EngineRestored Event IndexChanged JobFinished JobProgressed "
        "JobStarted Notice ProblemsChanged SearchesChanged SourcesChanged Subscriber"
    ),
    "docmind.core.journal": "Connection connections_made",
    "docmind.core.language": "window_language",
    "docmind.core.licences": "ThirdParty third_parties",
    "docmind.core.index.health": "provider_health",
    "docmind.core.index.pulling": "ModelPull",
    "docmind.core.index.single_model": "open_model",
    "docmind.core.models.store": "ModelStore",
    "docmind.core.packs": "PackKind pack_kind",
    "docmind.core.paths": (
        "DESKTOP_FILE Library autostart_dir cache_dir child_command child_environment "
        "config_file default_library resources_dir"
    ),
    "docmind.core.pictures": "PICTURE_SUFFIXES open_picture page_frames",
    "docmind.core.privacy": (
        "StandingPermission StoredPlace TextPermission standing_permissions stored_places "
        "text_permissions"
    ),
    "docmind.core.remote.client": "RemoteEngine",
    "docmind.core.remote.supervisor": "open_engine",
    "docmind.core.runtimes.store": "RuntimeStore",
    "docmind.core.schema": (
        "Action Chunk ChunkRecord Counts Document DocumentMatches ExcludePreview Fault FileRecord "
        "FileState FoundFile Heading Hit JobReport Kind Like Mode Page PageMatches PageText "
        "Passage Problem Progress Query QueryPlan Reason SearchAnswer Sort SourceStatus Span "
        "Status coverage weak_from"
    ),
    "docmind.core.schema_explain": "Explanation ListPlace",
    "docmind.core.schema_facets": "Facet FacetName FacetValue",
    "docmind.core.schema_models": "CacheUse ModelChange ModelEstimate ModelState PictureStatus"
    " ProviderHealth ProviderUse RuntimeState ServerModel",
    "docmind.core.schema_rerank": "Reranked",
    "docmind.core.schema_searches": "AskedSearch SavedSearch Searches",
    "docmind.core.schema_upgrade": "Backup Upgrade UpgradeProgress",
    "docmind.core.search.parse": "Condition",
    "docmind.core.servers.allowing": "allow_server forbid_server server_terms_of",
    "docmind.core.servers.consent": "ServerTerms server_terms",
    "docmind.core.servers.keys": "KEY_NAMES KeyState key_states key_terms remove_key save_key",
    "docmind.core.servers.secrets": "keyring_title",
    "docmind.core.settings": "Settings unknown_settings",
    "docmind.core.settings_specs": "SettingSpec setting_specs",
    "docmind.core.updates": (
        "Artefact Release UpdateTerms look_for_new_version look_if_due update_terms"
    ),
    "docmind.core.upgrade.backups": "backups_of remove_backups",
    "docmind.core.upgrade.going_back": "restorable restore_library",
    "docmind.core.upgrade.notes": "agree_to_upgrade upgrade_progress",
}
_RENAMED = {
    "load_settings": ("docmind.core.settings", "load"),
    "model_hub": ("docmind.core.models.hub", "endpoint"),
    "parse_query": ("docmind.core.search.parse", "parse"),
    "save_settings": ("docmind.core.settings_file", "save"),
    "settings_table": ("docmind.core.settings", "table"),
}
_ON_FIRST_USE = {
    **{name: (module, name) for module, names in _HOMES.items() for name in names.split()},
    **_RENAMED,
}


def __getattr__(name: str) -> Any:
    if name not in _ON_FIRST_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _ON_FIRST_USE[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


# those that have another name here; the rest are exported by being imported as what they are
__all__ = ["load_settings", "model_hub", "parse_query", "save_settings", "settings_table"]
