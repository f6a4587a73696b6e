"""区分 A/B/N/F and 達成 イ/ロ/ハ/―: the official rule of each scale as a pure function.

Of A/B/N/F the source is 『経済・財政再生計画の改革工程、KPIの進捗整理表』参考資料2 (改革工程表2017改定版). The order of
judgement is ours; it gives every grade printed in that edition but those that rest on forecasts instead of the row's
own numbers.

A grade printed by a ministry and a grade computed here are two different facts: callers keep both.
"""

from kpis.grading.evaluation import IndicatorMark, Overall, YearResult, overall_of, yearly_results
from kpis.grading.judge import judge
from kpis.grading.records import TIE_GRADE, BreakEven, Grade, Input, Judgement, Mark, Question, as_fields

__all__ = [
    "TIE_GRADE",
    "BreakEven",
    "Grade",
    "IndicatorMark",
    "Input",
    "Judgement",
    "Mark",
    "Overall",
    "Question",
    "YearResult",
    "as_fields",
    "judge",
    "overall_of",
    "yearly_results",
]
