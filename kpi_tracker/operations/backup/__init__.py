"""控え: all rows and files in one archive, and back. docs/operations.md says what is in it and how it is used."""
