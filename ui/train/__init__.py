"""The Train page: what to train, a run as it goes, and earlier ones."""
