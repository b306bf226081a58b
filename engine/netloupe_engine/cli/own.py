"""`--protocols FILE`, which all commands and the window take, wherever it stands."""

OPTION = "--protocols"


def split_protocols(given: list[str]) -> tuple[list[str], list[str]]:
    """A command line without `--protocols FILE`, and these files."""
    kept, own = [], []
    words = iter(given)
    for word in words:
        if word == OPTION:
            own.append(next(words, ""))
        elif word.startswith(OPTION + "="):
            own.append(word[len(OPTION) + 1:])
        else:
            kept.append(word)
    return kept, own
