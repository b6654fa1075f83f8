"""What can be seen of a translation without understanding it: numbers, copies, markup, direction, length."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

# Where a translation grows beyond this it no longer fits where the original stands; short texts may.
LONGEST = {"fr": 2.0, "es": 2.0, "ar": 1.8, "ru": 1.9, "zh": 1.0}
LONG_FROM = 40
SAME_FROM = 4  # words: shorter texts may be the same in two languages
MARKS = {
    "ar": "\u200e\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "": "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}
THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)")
MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|\*\*|%\([a-z]+\)s")


def faults(tag: str, english: str, translation: str) -> Iterator[str]:
    """The names of the checks that a translation does not pass."""
    return (name for name, holds in CHECKS.items() if not holds(tag, english, translation))


class _Digits(dict[int, str]):
    """For `str.translate`: the digits of any language as those of English, and every other letter as it is."""

    def __missing__(self, code: int) -> str:
        self[code] = str(unicodedata.digit(chr(code), chr(code)))
        return self[code]


DIGITS = _Digits()


def _same_numbers(_tag: str, english: str, translation: str) -> bool:
    return _numbers(english) == _numbers(translation)


def _numbers(text: str) -> Counter[str]:
    """The runs of digits in a text, in the digits of any language; 10.7 and 10-7 are written alike so."""
    return Counter(re.findall(r"\d+", THOUSANDS.sub("", text.translate(DIGITS))))


def _no_copy(_tag: str, english: str, translation: str) -> bool:
    return english != translation or len(english.split()) < SAME_FROM


def _same_markup(_tag: str, english: str, translation: str) -> bool:
    return Counter(MARKUP.findall(english)) == Counter(MARKUP.findall(translation))


def _no_hidden_direction(tag: str, _english: str, translation: str) -> bool:
    """Direction marks turn what a reader sees; brackets and numbers do not need them here."""
    return not set(translation) & set(MARKS.get(tag, MARKS[""]))


def _fits(tag: str, english: str, translation: str) -> bool:
    return len(english) < LONG_FROM or len(translation) <= LONGEST[tag] * len(english)


CHECKS: dict[str, Callable[[str, str, str], bool]] = {
    "numbers": _same_numbers,
    "copy": _no_copy,
    "markup": _same_markup,
    "direction": _no_hidden_direction,
    "length": _fits,
}
