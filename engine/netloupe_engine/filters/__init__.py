"""The filter language: one for the command line, Python and the window. docs/filters.md describes it."""
