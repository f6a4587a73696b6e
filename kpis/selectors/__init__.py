"""Reads that several screens share. Selectors never write."""
