"""Keras, imported without its start-up notes: they are for TensorFlow's developers, and ours would drown in them."""

from wordrnn import quiet

with quiet.native_stderr():
    import keras

__all__ = ["keras"]
