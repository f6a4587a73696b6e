"""Published rows → the records of the tables: the one place that makes them, for files, API and workbooks alike."""
