"""PacketFlags of the packet index, for Python; they mirror `PacketFlag` in row.pxd."""

NOTED = 1               # malformed, truncated, or otherwise odd
RETRANSMISSION = 2
OUT_OF_ORDER = 4
DUPLICATE_ACK = 8
ZERO_WINDOW = 16
RESET = 32
STATE_CHANGE = 64
PAYLOAD = 128
