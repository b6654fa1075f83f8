"""What every page has: its language, the words and numbers in it, addresses that keep the language."""

from datetime import date, datetime
from functools import cache, lru_cache
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent, format_scientific
from flask import Flask, request, url_for
from flask.globals import request_ctx
from markupsafe import Markup, escape
from werkzeug.routing import IntegerConverter, Map

from coherence import i18n
from coherence.config import Settings
from scoring.rounding import to_digits

LONGEST_NUMBER = 1e15
LARGEST_NUMBER = 2**31 - 1
LANGUAGE_PREFIX = f"/<any({','.join(i18n.LANGUAGES)}):lang>"


class _Number(IntegerConverter):
    """A number in an address: none that is too large for a column, so that nothing has to be asked about it."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_NUMBER)


def init_app(app: Flask, settings: Settings) -> None:
    app.url_map.converters["int"] = _Number
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    app.jinja_env.globals.update(
        _=i18n.gettext,
        _n=i18n.ngettext,
        languages=i18n.LANGUAGES.values(),
        language=i18n.current,
        same_page_in=same_page_in,
        own=own,
    )
    app.jinja_env.filters.update(number=number, percent=percent, day=day, moment=moment, evidence=evidence)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_keep_language)


def _take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """The language of the address; on a page without one (or that does not exist), of the browser."""
    first = request.path.split("/", 2)[1]
    i18n.use(first if first in i18n.LANGUAGES else i18n.preferred(request.accept_languages.values()))
    if values:
        values.pop("lang", None)


def _keep_language(endpoint: str, values: dict[str, object]) -> None:
    if "lang" not in values and _has_language(endpoint):
        values["lang"] = i18n.current().tag


def _has_language(endpoint: str) -> bool:
    return "." in endpoint


def same_page_in(tag: str) -> str:
    """The address of the present page in another language; the start page when there is none."""
    if request.endpoint and _has_language(request.endpoint) and _can_be_opened():
        _, _, rest = request.path[1:].partition("/")
        return quote(f"{request.root_path}/{tag}/{rest}")
    return url_for("home.index", lang=tag)


def _can_be_opened() -> bool:
    """Whether the present address is that of a page, and not only of a form that was sent."""
    if request.method == "GET":
        return True
    return bool(request_ctx.url_adapter and request_ctx.url_adapter.test(request.path, "GET"))


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(tag)


def _here() -> Locale:
    return _locale(i18n.current().tag)


def number(value: float, digits: int = 1) -> str:
    """A number as the reader writes it, rounded to `digits` decimals."""
    if abs(value) >= LONGEST_NUMBER:
        return format_scientific(value, format="0.######E0", locale=_here())
    return format_decimal(to_digits(value, digits), format=_pattern(digits), locale=_here())


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "#" * digits if digits else "")


def percent(share: float) -> str:
    """A share 0-1 as a whole percentage."""
    return format_percent(to_digits(share, 2), locale=_here())


def day(when: date) -> str:
    """A date as the reader writes it."""
    return format_date(when, "medium", locale=_here())


def moment(when: datetime) -> Markup:
    """A moment, in UTC until the browser's script shows it in the reader's own time."""
    text = _minute(i18n.current().tag, when.replace(second=0, microsecond=0))
    return Markup(f'<time datetime="{when.isoformat(timespec="seconds")}">{text} UTC</time>')


@lru_cache(maxsize=1_000)
def _minute(tag: str, when: datetime) -> Markup:
    """The date and time to the minute; a section's answers were often saved within a few."""
    locale = _locale(tag)
    return escape(f"{format_date(when, 'medium', locale=locale)} {format_time(when, 'short', locale=locale)}")


def evidence(text: str) -> Markup:
    """A piece of evidence; a link if it is the address of a page, and plain words otherwise."""
    if text.lower().startswith(("https://", "http://")) and not any(letter.isspace() for letter in text):
        return Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(text)
    return Markup("{}").format(text)


def own(text_language: str) -> Markup:
    """The attributes of a text that is not in the page's language, such as a question without translation."""
    if text_language == i18n.current().tag:
        return Markup("")
    known = i18n.LANGUAGES.get(text_language)
    return Markup(' lang="{}" dir="{}"').format(text_language, known.direction if known else "auto")
