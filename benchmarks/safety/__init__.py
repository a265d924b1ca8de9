"""How much risk is found, and what is taken for risk that is none: `python -m benchmarks.safety`."""
