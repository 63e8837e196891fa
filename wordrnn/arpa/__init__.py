"""n-gram models as ARPA files, the text format that other tools read and write. See the README of `wordrnn.exports`."""
