"""Readers of the formats that are no plain text; each is imported when the first file of its kind is read."""
