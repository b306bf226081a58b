"""What Python sees of mappings; see mapping.pyx."""

def open_mappings() -> int:
    """How many mappings are open in this process; tests assert it to be zero."""
