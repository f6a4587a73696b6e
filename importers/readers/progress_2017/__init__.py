"""Reader of the layout of 2017: 改革工程表 progress as text with broken lines, KPIs graded A, B, N or F."""

from importers.readers.progress_2017.reader import Progress2017Reader

__all__ = ["Progress2017Reader"]
