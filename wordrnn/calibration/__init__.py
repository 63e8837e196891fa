"""Probabilities that mean what they say: what is fitted on held-out text, and how the result is measured."""
