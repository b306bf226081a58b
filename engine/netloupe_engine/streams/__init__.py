"""What hosts said to each other: the bytes of a session in their order, read from the capture page by page."""
