"""政策評価（目標管理型）: 達成 of a year, of an indicator and the overall judgement, as pure functions.

Sources: the legend of the 政策評価書, and 「目標管理型の政策評価の実施に関するガイドライン」 (平成25年12月20日
政策評価各府省連絡会議了承). Printed and computed marks stay two different facts.
"""

from kpis.grading.evaluation.marks import MARKS, judge_mark
from kpis.grading.evaluation.overall import LEVELS, IndicatorMark, Overall, overall_of
from kpis.grading.evaluation.yearly import YearResult, yearly_results

__all__ = [
    "LEVELS",
    "MARKS",
    "IndicatorMark",
    "Overall",
    "YearResult",
    "judge_mark",
    "overall_of",
    "yearly_results",
]
