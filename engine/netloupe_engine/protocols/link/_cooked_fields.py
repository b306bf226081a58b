"""What sll and sll2 have in common."""
from ..define import names

PACKET_TYPE = names(0, "to us", 1, "broadcast", 2, "multicast", 3, "to somebody else", 4, "from us")
# Attributes, as the code that both share numbers them.
SHARED = ("source", "address")
