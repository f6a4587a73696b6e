"""The 改革項目 list."""
