"""Speeds, each as a ratio to the same work done bare, in one run on one machine."""
