"""A page as a test sees it: read strictly, held to the house rules, its forms ready to be sent."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict

VOID = {"input", "meta", "link", "br", "img", "rect", "line", "circle", "path", "polygon", "polyline"}
TEXTLESS = {"script", "style", "title", "template"}


class Page(HTMLParser):
    """The parts of an HTML page that rules and tests look at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.root: dict[str, str | None] = {}
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.labels: set[str] = set()
        self.unlabelled: list[str] = []
        self.fields = MultiDict()
        self.title = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.root = given
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag == "label" and "for" in given:
            self.labels.add(given["for"])
        if tag in ("input", "textarea", "select"):
            self._field(tag, given)
        if tag not in VOID:
            self._open.append((tag, given))

    def _field(self, tag, given):
        inside_label = any(name == "label" for name, _ in self._open)
        named = given.get("aria-label") or given.get("aria-labelledby") or inside_label
        if given.get("type") != "hidden" and not named:
            self.unlabelled.append(given.get("id") or f"<{tag} name={given.get('name')}>")
        if not given.get("name"):
            return
        if tag == "textarea":
            self._textarea = given["name"]
            self.fields.add(given["name"], "")
        elif given.get("type") not in ("radio", "checkbox") or "checked" in given:
            self.fields.add(given["name"], given.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self._open]
        if tags and tags[-1] == "title" and "svg" not in tags:
            self.title += data
        if self._textarea:
            self.fields[self._textarea] += data
        if data.strip() and not TEXTLESS & set(tags):
            self.texts.append(data.strip())
            if self.headings and tags and any(tag in ("h1", "h2", "h3", "h4") for tag in tags):
                level, text = self.headings[-1]
                self.headings[-1] = (level, (text + " " + data.strip()).strip())

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def check(self) -> None:
        """The rules of the house: language, direction, title, one first heading, labels, ids, nothing inline."""
        assert self.root.get("lang"), "the page names no language"
        assert self.root.get("dir") in ("ltr", "rtl"), "the page names no direction"
        assert self.title.strip(), "the page has no title"
        assert [level for level, _ in self.headings].count(1) == 1, "a page has exactly one first heading"
        assert len(self.ids) == len(set(self.ids)), f"ids used twice: {sorted(self.ids)}"
        missing = [name for name in self.unlabelled if name not in self.labels]
        assert not missing, f"fields without a label: {missing}"
        assert " style=" not in self.html, "inline style"
        assert "<script>" not in self.html, "inline script"


class Browser:
    """The test client, with every HTML answer parsed and checked."""

    def __init__(self, client) -> None:
        self.client = client
        self.page: Page | None = None

    def get(self, url: str, status: int = 200) -> Page:
        return self._page(self.client.get(url, follow_redirects=True), status)

    def send(self, url: str, status: int = 200, **fields) -> Page:
        """The form of the last page, with some fields changed (None: left out), posted to `url`."""
        values = MultiDict(self.page.fields)
        for name, value in fields.items():
            values.setlist(name, [] if value is None else value if isinstance(value, list) else [value])
        return self._page(self.client.post(url, data=values, follow_redirects=True), status)

    def _page(self, response, status: int) -> Page:
        assert response.status_code == status, f"{response.status_code} instead of {status}: {response.text[:500]}"
        self.url = response.request.path
        self.page = Page(response.text)
        self.page.check()
        return self.page
