"""出典: the list of documents, and one document line by line."""
