"""食い違い: the list, one contradiction, and a person's decision."""
