"""An attribute of a packet, as the makers of messages take it."""

Item = tuple[str, str, int | float | bool | str | bytes, str, int]      # layer, name, value, text, way
