"""The Evaluate page: a text measured by one model or several."""
