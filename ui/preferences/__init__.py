"""The Settings page: sections of settings."""
