"""A network as a `.keras` file: a model of Keras' own layers, tokens [B, T] → probabilities [B, T, V].

Every text begins from the network's own initial state. A coupled-gates (cifg) cell is Keras' LSTM with the weights of
the forget gate, negated, at the input gate: 1 − σ(a) = σ(−a). Peepholes Keras has none: that cell is in `keras_cells`.
A tied softmax is written out as a matrix of its own. Facts and vocabulary are further members of the file, a zip.
"""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import quiet
from wordrnn.exports.keras_cells import PeepholeLSTMCell, ops
from wordrnn.exports.network import FACTS, TOKENIZER, Network
from wordrnn.next_word import FloatArray
from wordrnn.training.backend import keras

_DATE = (1980, 1, 1, 0, 0, 0)


def write(network: Network, target: Path) -> None:
    """Write `network` to the new file `target`, whose name ends in `.keras`. Raises OSError."""
    with quiet.native_stderr():
        model = build(network)
        model.save(target)
    needs = ["wordrnn.exports.keras_cells"] if network.config.cell == "peephole" else []
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        facts = network.facts(import_first=needs, keras=keras.__version__)
        for name, content in ((FACTS, facts), (TOKENIZER, network.tokenizer.to_json())):
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)


def build(network: Network) -> Any:
    """Return the network as a Keras model, not compiled."""
    config = network.config
    layers = [_layer(network, layer) for layer in range(config.layers)]
    embedding = keras.layers.Embedding(config.vocab_size, config.embedding, name="embedding")
    output = keras.layers.Dense(config.vocab_size, activation="softmax", name="output")
    projection = None
    if "projection.kernel" in network.weights:
        projection = keras.layers.Dense(config.embedding, use_bias=False, name="projection")
    starts = {
        name: keras.layers.Embedding(1, config.units, name=f"initial_{name}") for name in network.state_names
    }

    tokens: Any = keras.Input((None,), dtype="int32", name="tokens")
    nothing = ops.zeros_like(tokens[:, 0])
    x = embedding(tokens)
    for number, layer in enumerate(layers):
        state = [start(nothing) for name, start in starts.items() if name.startswith(f"layer{number}_")]
        x = layer(x, initial_state=state)
    if projection is not None:
        x = projection(x)
    model = keras.Model(tokens, output(x), name="wordrnn")

    embedding.set_weights([network.weights["embedding"]])
    for name, row in network.initial_states().items():
        starts[name].set_weights([row[None, :]])
    for number, layer in enumerate(layers):
        layer.set_weights(_weights(network, number))
    if projection is not None:
        projection.set_weights([network.weights["projection.kernel"]])
    kernel = network.weights["embedding" if config.tied else "output.kernel"]
    cooler = np.float32(1 / network.temperature)
    output.set_weights([kernel.T * cooler, network.weights["output.bias"] * cooler])
    return model


def _layer(network: Network, number: int) -> Any:
    units: int = network.config.units
    options: dict[str, Any] = {"return_sequences": True, "name": f"layer{number}"}
    match network.config.cell:
        case "simple":
            return keras.layers.SimpleRNN(units, **options)
        case "gru":
            return keras.layers.GRU(units, **options)
        case "peephole":
            return keras.layers.RNN(PeepholeLSTMCell(units), **options)
        case _:
            return keras.layers.LSTM(units, **options)


def _weights(network: Network, number: int) -> list[FloatArray]:
    """Return the weights of a recurrent layer in Keras' order."""
    parts = ["kernel", "recurrent_kernel", "bias"]
    if network.config.cell == "peephole":
        parts.append("peephole")
    found = [network.weights[f"layer{number}.{part}"] for part in parts]
    if network.config.cell == "cifg":  # blocks f g o → i f g o
        units = network.config.units
        found = [np.concatenate((-each[..., :units], each), axis=-1) for each in found]
    return found
