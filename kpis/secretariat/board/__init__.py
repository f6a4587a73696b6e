"""取りまとめの一覧: who has handed in what, and many at once."""
