"""One module for each experiment: `draw(figure, data)` puts the JSON of a result on a matplotlib `Figure`."""
