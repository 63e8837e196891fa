"""From what the user names to text that can be counted, however long: sources, redaction, blocks, processes."""
