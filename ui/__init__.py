"""The desktop app: PySide6 widgets over the engine. Nothing here imports TensorFlow."""
