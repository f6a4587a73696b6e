"""約束: what published rows promise, as a list, by month, by ministry, and as a calendar to subscribe to."""
