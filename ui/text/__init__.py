"""Long texts on the screen: a readable column, laid out and filled piece by piece."""
