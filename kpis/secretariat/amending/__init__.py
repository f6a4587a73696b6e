"""訂正: what an admin mends in one entry after it was confirmed, closed or published."""
