"""Protocol definitions, one file each, and the registry that compiles them. They know `core` and `define` only."""
