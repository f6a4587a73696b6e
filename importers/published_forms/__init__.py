"""公式様式: what was published, again as the 様式 of a 工程表, as a workbook and on paper. Open to everyone."""
