"""Models in the formats of others: Keras, LiteRT and ONNX. See the README here."""
