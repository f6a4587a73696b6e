"""新旧対照: two publications of a programme beside each other."""
