"""Numbers of a report as its readers write them. One place, so that page, PDF and spreadsheet say the same."""

from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import format_decimal, format_percent, get_decimal_symbol

from coherence.documents.tree import Cell, Grade, Nothing, Number, Range, Text
from scoring.rounding import to_digits

DASH = "–"
MINUS = "\u2212"


def shown(cell: Cell, language: str) -> str:
    """The cell in words and figures."""
    match cell:
        case Number():
            return _number(cell, language)
        case Range():
            low, high = (_decimal(value, cell.digits, language) for value in (cell.low, cell.high))
            return low if low == high else f"{low}{DASH}{high}"
        case Nothing():
            return cell.why
        case Text() | Grade():
            return cell.text


def decimal_point(language: str) -> str:
    return get_decimal_symbol(_locale(language))


def _number(number: Number, language: str) -> str:
    value = number.value + 0.0  # never "-0"
    text = _percent(value, number.digits, language) if number.share else _decimal(value, number.digits, language)
    return f"+{text}" if number.signed and to_digits(value, number.digits) > 0 else text


def _percent(share: float, digits: int, language: str) -> str:
    cut = to_digits(share, digits + 2).normalize()
    return format_percent(cut, locale=_locale(language), decimal_quantization=False)


def _decimal(value: float, digits: int, language: str) -> str:
    return _written(to_digits(value, digits) + 0, digits, language)


# A report has thousands of numbers, but rounded there are few: most scores are one of 1,001.
@lru_cache(maxsize=10_000)
def _written(rounded: Decimal, digits: int, language: str) -> str:
    return format_decimal(rounded, format=_pattern(digits), locale=_locale(language)).replace("-", MINUS)


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "#" * digits if digits else "")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
