"""Sentences with places in them."""
from netloupe_engine.reasons.sentences import joined, plain, say, sentence


def test_a_sentence_knows_what_it_was_made_of() -> None:
    said = say("Session {by} carries {what}.", by=12345, what="{x}")
    assert said == "Session 12,345 carries {x}."
    assert said.parts == (("Session {by} carries {what}.", {"by": "12,345", "what": "{x}"}),)
    assert sentence("As it is.") == "As it is."


def test_several_are_one_text() -> None:
    said = joined(say("One {n}.", n=1), None, plain("A brace { is one.", "A brace { is one."))
    assert said == "One 1. A brace { is one."
    assert [text.format(**values) for text, values in said.parts] == ["One 1.", "A brace { is one."]
    assert joined(None) == ""
