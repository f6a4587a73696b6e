"""新旧: one ministry's part of an item against last year, its grades, and whether it is confirmed."""
