"""The panes: one dock, one file."""
