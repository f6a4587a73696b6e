"""An app of one migration, which is applied while people edit: a column that may be empty, and an index."""
