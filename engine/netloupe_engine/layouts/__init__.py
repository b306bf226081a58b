"""Layouts: the words variable structures are declared in, their compiler, and the one interpreter that runs them."""
