"""One packet: its layer stack, the decode loop, fragments, and the lazy attribute tree."""
