"""Small parts that panes and window are built of; none knows the engine."""
