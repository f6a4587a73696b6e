"""Reads of the comparison."""
