"""The official form 様式 of a 工程表 as a workbook: one sheet a 改革項目, its processes and its KPIs."""

from importers.readers.official_form.reader import OfficialFormReader

__all__ = ["OfficialFormReader"]
