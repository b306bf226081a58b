"""What kinds of findings mean."""
from netloupe_engine.analysis import explanation, known_findings
from netloupe_engine.protocols.explanations import EXPLANATIONS


def test_only_kinds_that_there_are_are_explained() -> None:
    assert len(EXPLANATIONS) > 25
    assert set(EXPLANATIONS) <= set(known_findings())


def test_an_explanation_is_a_sentence_or_some() -> None:
    assert all(text[0].isupper() and text.endswith(".") for text in EXPLANATIONS.values())
    assert "RFC 8996" in explanation("tls.old_version")
    assert explanation("no.such") == ""
