"""Every write to reform data goes through these modules."""
