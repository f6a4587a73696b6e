"""The tables as files: CSV, JSON, a workbook, and all CSVs in one package."""
