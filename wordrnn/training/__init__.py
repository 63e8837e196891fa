"""A training run: its plan, the network in Keras, the loop, snapshots, and what it publishes.

TensorFlow is imported by `layers`, `softmax`, `model`, `trainer`, `probe`, and by nothing that only predicts.
"""
