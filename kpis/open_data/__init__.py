"""オープンデータ: everything published as tables for other programs, as downloads and as a read API."""
