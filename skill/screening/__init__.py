"""The short screening: unscored questions, never a diagnosis."""
