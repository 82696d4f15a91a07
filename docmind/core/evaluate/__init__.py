"""How good the ranking is: collections with known answers through the real pipeline."""

from docmind.core.evaluate.collection import (
    AskedQuery,
    Collection,
    ReportProgress,
    opened_collection,
)
from docmind.core.evaluate.compare import (
    WAYS,
    ComparisonReport,
    Difference,
    WayReport,
    chosen_ways,
    compare_rankings,
    macro_mean,
)
from docmind.core.evaluate.figures import CLASSES, NATURAL, QueryScore, RankingFigures
from docmind.core.evaluate.run import EvaluationReport, evaluate, mean_figures

__all__ = [
    "CLASSES",
    "NATURAL",
    "WAYS",
    "AskedQuery",
    "Collection",
    "ComparisonReport",
    "Difference",
    "EvaluationReport",
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
]
