class Twin:
    children: tuple[str, ...]
