"""Readers and editors at the same time, as a ministry has them, against the server as production starts it."""
