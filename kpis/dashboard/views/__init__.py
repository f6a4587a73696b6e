"""ダッシュボード and 小さなグラフの一覧: open to everyone."""
