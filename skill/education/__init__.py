"""Answers to questions about Intensive Outpatient Programs."""
