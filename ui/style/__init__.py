"""How everything looks: colours, sizes, the style sheet, and the small widgets that pages share."""
