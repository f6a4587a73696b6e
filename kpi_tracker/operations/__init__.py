"""What keeps the tracker running: its backup, its health, its figures."""
