"""KPIの結び付け: proposals that two listings are one KPI, waiting for a person."""
