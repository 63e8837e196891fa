"""What the race (`wordrnn.lab.race`) is made of: its text, its contenders, and how all of them are measured."""
