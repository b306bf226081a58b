"""How a filter is read that is one word: as the name of something, or as a word to be found."""
import re

from ..model import Reading
from ..protocols.compiled import CompiledRegistry
from .names import Names
from .syntax import is_words

_QUOTED = re.compile(r"""\s*(["'])([^\s"'\\]+)\1\s*""")


def reading(text: str, registry: CompiledRegistry) -> Reading:
    """What a text without operators is taken for. Cheap; any thread."""
    if (quoted := _QUOTED.fullmatch(text)) is not None:
        word, is_quoted = quoted[2], True
    else:
        word, is_quoted = text.strip(), False
        if not is_words(text):
            return Reading("filter")
    names = Names(registry)
    if not word or len(word.split()) > 1 or not names.known(word):
        return Reading("filter" if is_quoted or names.is_slip(word) else "words")
    if is_quoted:
        return Reading("word", word, word)
    return Reading("protocol" if word.lower() in names.protocols else "name", word, f'"{word}"')
