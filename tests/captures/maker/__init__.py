"""Makes the sample capture: real programs talking over a wire that delays, loses and reorders."""
