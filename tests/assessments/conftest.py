"""An assessment to work on, reached as people reach it: through the start form."""

import re
import uuid

import pytest

QUESTIONNAIRE = "migration-development"
SECTION = "coordination"
ITEM = "standing-mechanism"


class Filling:
    """An assessment that has just been started, and the ways into it."""

    def __init__(self, browser, language: str = "en", roles=("origin", "destination"), level: str = "country") -> None:
        self.browser = browser
        browser.get(f"/{language}/start/{QUESTIONNAIRE}")
        browser.send(f"/{language}/start/{QUESTIONNAIRE}", unit="Utopia", role=list(roles), level=level)
        self.home = browser.url
        self.token = re.search(r"/a/([^/]+)/", self.home).group(1)

    def section(self, section: str = SECTION, status: int = 200):
        return self.browser.get(f"{self.home}sections/{section}", status)

    def save_page(self, section: str = SECTION, status: int = 200, **fields):
        """As the Save button does, without any script."""
        self.section(section)
        given = {name.replace("__", "-"): value for name, value in fields.items()}
        return self.browser.send(f"{self.home}sections/{section}", status, **given)

    def save_item(self, item: str = ITEM, version: int = 0, client_uuid: str | None = None, **fields):
        """As the page's script does: one item, answered in JSON."""
        if self.browser.page is None or not self.browser.page.fields.get("csrf_token"):
            self.section()
        data = {"version": version, "client_uuid": client_uuid or str(uuid.uuid4())} | fields
        return self.browser.client.post(
            f"{self.home}items/{item}",
            data={f"{item}-{name}": value for name, value in data.items()},
            headers={"X-CSRFToken": self.browser.page.fields["csrf_token"], "Accept": "application/json"},
        )


@pytest.fixture
def filling(browser):
    return Filling(browser)
