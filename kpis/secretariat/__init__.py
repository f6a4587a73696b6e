"""取りまとめ: the screens of the secretariat, one package each."""
