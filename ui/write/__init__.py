"""The Write page: an editor with predictions after the caret, suggestions beside it, documents on disk."""
