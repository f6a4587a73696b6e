"""Reader of 政策評価書 (目標管理型): tab-separated sheets with 測定指標, yearly targets and actuals, and a budget."""

from importers.readers.evaluation_sheet.reader import EvaluationSheetReader

__all__ = ["EvaluationSheetReader"]
