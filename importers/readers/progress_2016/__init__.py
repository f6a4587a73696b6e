"""Reader of the 2016 progress tables: tab-separated text with the marks and gaps that OCR leaves."""

from importers.readers.progress_2016.reader import Progress2016Reader

__all__ = ["Progress2016Reader"]
