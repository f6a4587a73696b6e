"""改革工程表 進捗管理: the project, and what all of its applications share."""

import os

# openpyxl takes lxml where it happens to be installed, and reads with it past defusedxml: entities would be expanded.
os.environ["OPENPYXL_LXML"] = "False"
