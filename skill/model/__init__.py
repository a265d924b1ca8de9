"""Development only: the interaction model, built from sentences and linted."""
