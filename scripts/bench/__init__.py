"""`make bench`: how long the import takes, as ratios against floors and peers measured in the same run."""
