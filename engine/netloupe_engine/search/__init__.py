"""Finding text, regular expressions and rows of bytes in packets and in what hosts said to each other."""
