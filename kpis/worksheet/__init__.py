"""入力: the rows that a person enters in an open round, each saved by itself."""
