"""A language server (LSP 3.18): predictions in other editors, over stdio. Nothing goes over a network."""
