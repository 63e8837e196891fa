"""The Models page: what is in the library, and what can be done with it."""
