"""Every write to KPI data goes through these modules."""
