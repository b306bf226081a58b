class Twin:
    names: tuple[str, ...]
    children: tuple[str, ...]
