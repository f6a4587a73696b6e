"""The 改革項目 page."""
