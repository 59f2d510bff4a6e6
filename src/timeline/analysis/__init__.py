"""Figures computed from the tables, each by a pure function: diversity of partners, orientation, before and after.

>>> from timeline import analysis
>>> analysis.hill([2, 1, 1], q=2).__round__(3)
2.667
"""

from timeline.analysis.compare import COUP, compare, compare_groups, periods
from timeline.analysis.coverage import Coverage, load_coverage, read_coverage
from timeline.analysis.diversity import herfindahl, hill, rarefied, sample_coverage, shares, standardised
from timeline.analysis.figures import SEED, diversification
from timeline.analysis.orientation import net_orientation
from timeline.analysis.weights import WEIGHTS, weigh, weighted_pairs
from timeline.analysis.windows import windows

__all__ = [
    "COUP", "SEED", "WEIGHTS", "Coverage", "compare", "compare_groups", "diversification", "herfindahl", "hill",
    "load_coverage", "net_orientation", "periods", "rarefied", "read_coverage", "sample_coverage", "shares",
    "standardised", "weigh", "weighted_pairs", "windows",
]  # fmt: skip
