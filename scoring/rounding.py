"""The one place that says when two numbers are the same."""

DECIMALS = 9


def rounded(number: float) -> float:
    """`number` to 9 decimals, to be used wherever scores or shares are compared.

    Equal answers can give 66.66666666666667 and 66.66666666666666 by two ways of adding up.
    """
    return round(number, DECIMALS)
