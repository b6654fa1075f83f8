"""The regularised incomplete beta function, for the probabilities of t and F."""

import math

STEPS = 1000
EPSILON = 1e-16
TINY = 1e-300


def beta_share(x: float, a: float, b: float) -> float:
    """I_x(a, b), 0-1: the share of the beta distribution with a, b > 0 that lies below x in 0-1.

    By Lentz's continued fraction on the side where it converges fast. Source: Abramowitz and Stegun 26.5.8.
    """
    if not (0 <= x <= 1 and a > 0 and b > 0):
        raise ValueError(f"beta: x in 0-1 and a, b above 0 are needed; found {x}, {a}, {b}")
    if x in (0, 1):
        return float(x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """1 / (1 + d1 / (1 + d2 / …)), evaluated from the front."""
    above, below = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            below = 1 / _apart(1 + term * below)
            above = _apart(1 + term / above)
            value *= above * below
        if abs(above * below - 1) < EPSILON:
            break
    return value


def _apart(number: float) -> float:
    """`number`, kept away from 0."""
    return number if abs(number) > TINY else TINY
