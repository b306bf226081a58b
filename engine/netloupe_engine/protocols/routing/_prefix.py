"""Networks in routing: a length in bits, then as many bytes as that needs (RFC 4271, section 4.3)."""
from ..define import Field, Word, octets, read_as, sized, switch


def prefix(field: Field, most: int, length: str = "prefix_length") -> Word:
    """The network whose length in bits was read before, in at most so many bytes."""
    return switch(length, {
        range(8 * size - 7 if size else 0, 8 * size + 1): read_as(field, sized(size, field.type))
        for size in range(most + 1)}, Field("data", octets))
