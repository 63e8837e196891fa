"""The app's words: translations, numbers and times as people read them, the sentences of errors."""
