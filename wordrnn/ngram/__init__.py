"""The n-gram model: counted in seconds, the floor that the network has to beat, and a part of every mixture."""
