"""枠組み: the items, processes and KPI rows of an edition, kept by the secretariat."""
