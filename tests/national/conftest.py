"""An assessment whose country adds to the questionnaire."""

from io import BytesIO

import pytest

from tests.assessments.conftest import ITEM, SECTION, Filling
from tests.pages import Page

GUIDANCE = "En nuestro país: el Consejo de Migración."
EXAMPLE = "El acta del Consejo de 2024."
MINISTRY = "Ministerio de Trabajo y Economía Social"


class Adding(Filling):
    """The ways into a country's layer."""

    @property
    def layer(self) -> str:
        return f"{self.home}national/"

    def note(self, status: int = 200, item: str = ITEM, section: str = SECTION, **fields):
        url = f"{self.layer}sections/{section}"
        self.browser.get(url)
        return self.browser.send(url, status, **{f"{item}.{name}": text for name, text in fields.items()})

    def institution(self, body: str, names: str, status: int = 200):
        self.browser.get(f"{self.layer}institutions")
        return self.browser.send(f"{self.layer}institutions", status, **{body: names})

    def new_question(self, status: int = 200, **fields):
        """A question of the country's own; its id."""
        page = self.browser.get(f"{self.layer}questions")
        id = next(name for name, text in page.fields.items() if name.endswith(".text") and not text)[: -len(".text")]
        under = {
            name: SECTION if name.startswith(id) else text for name, text in page.fields.items() if ".under" in name
        }
        given = {
            f"{id}.{name}": text for name, text in ({"text": "How many staff?", "kind": "number"} | fields).items()
        }
        self.browser.send(f"{self.layer}questions", status, **(under | given))
        return id

    def bring(self, text: str, status: int = 200, page: Page | None = None):
        """The file in place of everything, from a page that was opened now or earlier."""
        page = page or self.browser.get(self.layer)
        seen = page.html.split('action="' + f"{self.layer}file")[1].split('name="seen" value="')[1].split('"')[0]
        sent = {
            "csrf_token": page.fields["csrf_token"],
            "seen": seen,
            "file": (BytesIO(text.encode("utf-8", "surrogatepass")), "layer.yaml"),
        }
        answer = self.browser.client.post(f"{self.layer}file", data=sent, follow_redirects=True)
        assert answer.status_code == status
        return Page(answer.text)

    @property
    def file(self) -> str:
        return self.browser.client.get(f"{self.layer}layer.yaml").text


@pytest.fixture
def adding(browser):
    return Adding(browser)
