"""What is learned from writing, in the person's hands."""
