"""Reader of the list of measures 施策一覧: one tab-separated row a measure, marks and columns partly lost."""

from importers.readers.measures_list.reader import MeasuresListReader

__all__ = ["MeasuresListReader"]
