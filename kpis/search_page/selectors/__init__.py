"""What the search page shows: a fixed number of queries, whatever is found."""
