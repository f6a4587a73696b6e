"""What the dashboard, its list of rows and its embedded form show: a fixed number of queries each."""
