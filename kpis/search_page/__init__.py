"""検索: words in everything published, with the place where they stand."""
