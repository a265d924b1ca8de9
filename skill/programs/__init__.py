"""Nearby programs: places, the directory, the search and how it is spoken."""
