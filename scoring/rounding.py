"""The one place that says when two numbers are the same, and how a number is cut to the digits that are shown."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

DECIMALS = 9


def rounded(number: float) -> float:
    """`number` to 9 decimals, to be used wherever scores or shares are compared.

    Equal answers can give 66.66666666666667 and 66.66666666666666 by two ways of adding up.
    """
    return round(number, DECIMALS)


# A page shows the same number in its tables and its pictures.
@lru_cache(maxsize=10_000)
def to_digits(number: float, digits: int) -> Decimal:
    """`number`, finite, to so many decimals, halves away from zero: 86.25 is shown as 86.3, as it is at school.

    Rounded to 9 decimals first, so that 66.24999999999999 by one way of adding up is the same 66.25.
    """
    return Decimal(str(rounded(number))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
