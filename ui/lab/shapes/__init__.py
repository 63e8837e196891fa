"""The shapes: batch, time and features of a text on its way through a network."""
