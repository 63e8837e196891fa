"""The Generate page: text from a prompt."""
