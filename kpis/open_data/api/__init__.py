"""The read API: the tables of open data by pages, and its description (OpenAPI)."""
