"""Open the gate: a sentence, word by word, through the gates of a trained network."""
