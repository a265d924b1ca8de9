"""Recognising risk and answering it with the right number."""
