"""What the Makefile calls: set-up, the demo server, the throw-away database of the tests."""
