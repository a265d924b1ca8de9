"""Callback requests by voice, and the staff who answer them."""
