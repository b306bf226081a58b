"""Files that sessions carried: found again in what hosts said, told with their SHA-256, saved under names made safe."""
