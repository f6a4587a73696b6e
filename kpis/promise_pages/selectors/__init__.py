"""What the pages of promises show: a fixed number of queries each, whatever the number of promises."""
