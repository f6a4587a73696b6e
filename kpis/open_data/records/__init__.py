"""One record a row of a published table: frozen, plain, each field described as the column it becomes."""
