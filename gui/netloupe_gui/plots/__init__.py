"""Plots over time. They load pyqtgraph when they are first needed."""
