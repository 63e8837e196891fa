"""A training run: its plan, the network in Keras, the loop, snapshots, and what it publishes.

Keras, and with it TensorFlow, is imported by `backend` for `layers`, `softmax`, `model`, `trainer` and `probe`, and by
nothing that only predicts.
"""
