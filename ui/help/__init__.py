"""The introduction, the Help menu, and what wordrnn is."""
