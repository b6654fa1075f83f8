"""Bands begin where they say, on the score itself and not on what is shown of it."""

import pytest

from scoring import Band, band_of

BANDS = (Band("progress", 0), Band("partly", 40), Band("meets", 80), Band("fully", 100))  # SDG 10.7.2


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "progress"),
        (39.96, "progress"),  # shown as 40.0
        (39.9999999999, "partly"),  # 40 but for the noise of adding up
        (40, "partly"),
        (79.99, "partly"),
        (80, "meets"),
        (99.99, "meets"),
        (99.99999999999999, "fully"),
        (100, "fully"),
    ],
)
def test_a_score_falls_into_its_band(value, band):
    assert band_of(value, BANDS).id == band
    assert band_of(value, BANDS[::-1]).id == band


def test_no_score_has_no_band():
    assert band_of(None, BANDS) is None
    assert band_of(50, ()) is None
    assert band_of(10, BANDS[1:]) is None


def test_a_start_with_endless_decimals_is_reached():
    assert band_of(100 / 3, [Band("low", 0), Band("third", 33.333333333333336)]).id == "third"


def test_a_band_needs_a_number():
    with pytest.raises(ValueError, match="low: start: a finite number"):
        Band("low", float("nan"))
