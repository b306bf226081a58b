"""Values of headers that others wrote: parameters (RFC 2231, RFC 6266) and encoded words (RFC 2047)."""
import time

import pytest

from netloupe_engine.files.head import parameter, words


@pytest.mark.parametrize(("value", "name"), [
    ("filename*=UTF-8''%e2%82%ac%20rates", "€ rates"), ("filename=a; filename*=iso-8859-1'en'%A3", "£"),
    ("filename*=nobody-knows''abc", "abc"), ("filename*=utf\0-8''abc", "abc"), ("filename*=undefined''abc", "abc"),
    ("filename*=idna''xn--a", "xn--a"), ("filename*=punycode''abc", "abc"),
    ("filename*=utf-7''%2B2AA-", "?"), ("filename*=unicode_escape''%5Cud800", "?"),
    ("filename*" + "9" * 5000 + "=a", ""), ("filename*0=a; filename*1=b", "ab"),
    ('filename="=?utf-8?b?A?="', "=?utf-8?b?A?="), ('filename="=?utf-8?q?=C3=A9?="', "é")])
def test_names_that_are_said_in_odd_ways(value: str, name: str) -> None:
    assert parameter("attachment; " + value, "filename") == name


@pytest.mark.parametrize(("text", "said"), [
    ("=?utf-8?b?AAAAA?=", "=?utf-8?b?AAAAA?="), ("=?punycode?q?abc?=", "=?punycode?q?abc?="),
    ("=?utf-7?q?+2AA-?=", "?"), ("=?iso-8859-1?q?=E9?= =?utf-8?b?w6k=?=", "éé"), ("\ud800", "?")])
def test_words_that_are_encoded_in_odd_ways(text: str, said: str) -> None:
    assert words(text) == said
    words(text).encode()


@pytest.mark.parametrize("value", [
    'a; filename="' + ";" * 8000, 'a; filename="' + '\\";' * 2600, "a; filename" + ";" * 8000,
    "a; filename*=punycode''" + "a" * 8000, 'a; filename="=?punycode?q?' + "a" * 8000 + '?="'])
def test_a_value_made_to_be_slow_takes_no_longer_than_others(value: str) -> None:
    def taken(said: str) -> float:
        begin = time.process_time()
        for _ in range(5):
            parameter(said, "filename")
        return time.process_time() - begin

    assert taken(value) < 20 * taken("a; filename*=utf-8''" + "%41" * 2600)
