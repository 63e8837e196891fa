"""What was typed lately and accepted at any time: counts, a cache of states, and how far to trust them."""
