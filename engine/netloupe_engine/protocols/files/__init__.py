"""Transfer of files."""
