"""The Corpora page: the texts to learn from."""
