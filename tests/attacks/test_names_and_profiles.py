"""A name is what people can see, in any script; a profile holds what its questions offer: nothing else is stored."""

import pytest

from tests.attacks.payloads import NAMES, UNSEEN

REFUSED = (
    ({"unit": []}, "Type the name of the country"),
    ({"unit": ""}, "Type the name of the country"),
    ({"unit": " \t\u00a0\u3000"}, "Type the name of the country"),
    ({"unit": "x" * 201}, "This text is too long."),
    ({"unit": "e" + "\u0301" * 6000}, "This text is too long."),
    ({"unit": ["Utopia", "Utopia"]}, "Something in it is not as expected."),
    ({"level": ["country", "city"]}, "Something in it is not as expected."),
    ({"level": ["country", "nonsense"]}, "Something in it is not as expected."),
    *[({"level": wrong}, "Not a valid choice") for wrong in ("nonsense", "[]", "0", "country\x00", "COUNTRY")],
    *[({"level": wrong}, "Choose one.") for wrong in ([], "")],
    ({"role": []}, "Choose at least one."),
    *[({"role": wrong}, "not") for wrong in (["nonsense"], ["origin", "nonsense"], "origin;transit", "0")],
    *[({"unit": name}, "a character that cannot be seen") for name in UNSEEN.values()],
)


@pytest.mark.parametrize("form", ["start", "profile"])
def test_a_name_or_profile_that_cannot_be_is_refused(work, everything, form):
    url = {"start": "/en/start/migration-development", "profile": f"{work.home}profile"}[form]
    before = everything()
    work.browser.get(url)
    for changes, message in REFUSED:
        given = {"unit": "Elsewhere", "role": ["origin"], "level": "country"} | changes
        page = work.browser.send(url, 422, **given)
        assert "Something is missing. See below." in page.text, changes
        assert message in page.text, changes
    assert everything() == before


def test_names_of_all_scripts_are_stored_as_they_are(work, everything):
    for name in NAMES:
        work.browser.get(f"{work.home}profile")
        work.browser.send(f"{work.home}profile", unit=name, role=["origin", "origin"], level="country")
        assert [row.name for row in everything()["units"]] == [name]
        assert everything()["assessments"][0].profile["role"] == ["origin"]
        assert name in work.browser.get(work.home).text
