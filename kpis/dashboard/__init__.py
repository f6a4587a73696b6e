"""ダッシュボード: where the KPIs of a programme stand in a year, and the rows behind each number."""
