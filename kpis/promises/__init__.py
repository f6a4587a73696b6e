"""約束: what published rows leave to be awaited, whether it came, and how late. Pure."""
