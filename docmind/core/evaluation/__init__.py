"""How good the ranking is: collections with known answers through the real pipeline."""

from docmind.core.evaluation.baseline import (
    TOLERANCE,
    Baseline,
    BaselineReport,
    ClassChange,
    QueryChange,
    save_baseline,
)
from docmind.core.evaluation.bootstrap import Interval
from docmind.core.evaluation.collection import (
    AskedQuery,
    Collection,
    ReportProgress,
    opened_collection,
)
from docmind.core.evaluation.compare import (
    WAYS,
    ComparisonReport,
    Difference,
    WayReport,
    chosen_ways,
    compare_rankings,
    macro_mean,
)
from docmind.core.evaluation.figures import CLASSES, NATURAL, QueryScore, RankingFigures
from docmind.core.evaluation.run import EvaluationReport, evaluate, mean_figures

__all__ = [
    "CLASSES",
    "NATURAL",
    "TOLERANCE",
    "WAYS",
    "AskedQuery",
    "Baseline",
    "BaselineReport",
    "ClassChange",
    "Collection",
    "ComparisonReport",
    "Difference",
    "EvaluationReport",
    "Interval",
    "QueryChange",
    "QueryScore",
    "RankingFigures",
    "ReportProgress",
    "WayReport",
    "chosen_ways",
    "compare_rankings",
    "evaluate",
    "macro_mean",
    "mean_figures",
    "opened_collection",
    "save_baseline",
]
