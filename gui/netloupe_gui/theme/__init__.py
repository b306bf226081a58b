"""How the window looks: colour tokens, palettes and tinted icons. Everybody in the GUI may use it."""
