"""What the screens of 取込 show: a fixed number of queries each, whatever the number of rows."""
