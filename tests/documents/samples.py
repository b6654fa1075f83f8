"""A report with every kind of block and cell, in any of the six languages, and one as long as a real one."""

from dataclasses import replace
from functools import cache

from coherence import i18n
from coherence.documents.tree import (
    Cell,
    Chart,
    Column,
    Entries,
    Entry,
    Facts,
    Grade,
    KeyFigure,
    KeyFigures,
    Listing,
    Native,
    Nothing,
    Number,
    Paragraph,
    Provenance,
    Range,
    Report,
    Section,
    Table,
    Text,
)
from coherence.editions import queries as editions
from coherence.i18n import gettext as _
from coherence.reports.charts import Bar, bars, position, radar
from coherence.reports.labels import labels

HOSTILE = (
    "=cmd|'/C calc'!A0",
    '#import "/etc/passwd": * #read("/etc/passwd")',
    "<script>attack()</script></title></svg><attack>",
    "$x$ \\ @ref [*_`",
    "Utopia\u202egnp.exe",
    "Uto\x00pia",
    "file:///etc/passwd http://127.0.0.1:9/",
    "http://127.0.0.1:9/picture.png",
    "a;=1+1\n=1+1\t=1+1",
    "-5 degrees",
)
GOOD, FAIR = "#1b6338", "#b26a00"
GAP = "no answer yet"


@cache
def sample(language: str, length: int = 84, charts: int = 10) -> Report:
    """A country report over the questions of a shipped questionnaire."""
    with i18n.speaking(language):
        return _report(language, length, charts)


def hostile(longest: int = 200) -> Report:
    """The short sample with texts of attackers wherever people write."""
    short = sample("en", 12, 2)
    text = "\n".join(HOSTILE)
    typed = tuple(Text(one, ours=False) for one in (*HOSTILE, "x" * longest))
    rows = tuple((word, Number(-5.0), Nothing(word.text[:99])) for word in typed)
    columns = (Column("word", "=Word"), Column("number", "+Number", True), Column("gap", "@Gap", True))
    table = Table("words", "=1+1 [a]:*?/\\'", columns, rows, (text,))
    entries = Entries(
        tuple(Entry(f"i{n}", str(n), word, word, ((word.text[:99], word),)) for n, word in enumerate(typed))
    )
    section = Section("bad", text, (Paragraph(text), Listing(typed), table, entries))
    facts = Facts("facts", text, tuple((word.text, word) for word in typed))
    return replace(
        short, title=HOSTILE[0], subtitle=text, facts=facts, notice=text, sections=(*short.sections, section)
    )


def _report(language: str, length: int, charts: int) -> Report:
    spoken = editions.spoken(editions.library()["migration-development"], language)
    groups = [group for group in spoken.groups if group.items][:8]
    titles = tuple(group.title for group in groups)
    questions = [item.text for item in spoken.items()]
    asked = (questions * (length // len(questions) + 1))[:length]
    return Report(
        kind="country",
        name=f"utopia-2026-{language}",
        title={"ar": "يوتوبيا", "zh": "乌托邦", "ru": "Утопия"}.get(language, "Utopia"),
        subtitle=spoken.title,
        language=language,
        direction=i18n.current().direction,
        facts=_facts(spoken.title),
        opening=(_figures(), Paragraph(spoken.about or ""), _listing(questions), _bars(titles, "first", language)),
        sections=(
            Section(
                "dimensions", _("Dimensions"), (_table(titles), *_charts(titles, charts - 1, language)), fresh=True
            ),
            Section("items", _("Question by question"), sections=_sections(titles, asked), fresh=True),
            Section("annex", _("Questions"), (_wide(titles, length // 2), _hidden(asked))),
        ),
        provenance=Provenance(
            data="0f" * 32,
            questionnaire="migration-development",
            edition=1,
            edition_digest="a1" * 32,
            rules="mean; missing: bounds",
            program="Coherence 0.1.0",
        ),
        notice=_(
            "This translation was made by a machine. No person has reviewed it yet; "
            "where it is unclear, the English text counts."
        ),
        labels=labels(),
    )


def _facts(title: str) -> Facts:
    rows: tuple[tuple[str, Cell], ...] = (
        (_("Questionnaire"), Text(title)),
        (_("Edition"), Number(1, 0)),
        (_("Coverage"), Number(0.875, share=True)),
        (_("Bounds"), Range(41.5, 66.25)),
        (_("Result"), Nothing(GAP)),
        (_("Evidence:"), Text("https://example.org/a?b=1&c=2", ours=False)),
    )
    return Facts("facts", "", rows)


def _figures() -> KeyFigures:
    said = {"bounds": _("Bounds"), "band": _("Band"), "coverage": _("Coverage")}

    def figure(id: str, title: str, value: float, band: Grade) -> KeyFigure:
        return KeyFigure(id, title, Number(value), Range(value - 9, value + 11.5), band, Number(0.9125, share=True))

    good, fair = Grade(_("Complete"), GOOD), Grade(_("Answered above"), FAIR)
    return KeyFigures(
        "key",
        _("Result"),
        (
            figure("overall", _("Result"), 57.25, fair),
            figure("horizontal", _("Horizontal and vertical coherence"), 71.5, good),
            figure("vertical", _("Dimensions"), 1042.75, fair),
            KeyFigure(
                "local", _("Position between horizontal and vertical coherence"), Nothing(GAP), note=_("No score")
            ),
        ),
        said,
    )


def _listing(questions: list[str]) -> Listing:
    return Listing((Text(questions[0]), Text("Sólo en español", "es", False), Text("نص بالعربية 12.5", "ar", False)))


def _table(titles: tuple[str, ...]) -> Table:
    columns = (
        Column("dimension", _("Dimensions"), wide=2),
        Column("score", _("Score, 0–100"), True),
        Column("change", _("Result"), True),
        Column("bounds", _("Bounds"), True),
        Column("coverage", _("Coverage"), True),
        Column("band", _("Band")),
    )
    rows = tuple(_row(title, place) for place, title in enumerate(titles))
    return Table(
        "dimensions",
        _("Scores by dimension"),
        columns,
        rows,
        (_("One bar a dimension, from 0 to 100; the thin line reaches from the lower to the upper bound."),),
    )


def _row(title: str, place: int) -> tuple[Cell, ...]:
    if place == 2:
        return (Text(title), *(Nothing(GAP) for _place in range(5)))
    score, change = 12.5 * place + 1 / 3, Number(2.75 * (place - 2), signed=True)
    band = Grade(_("Complete"), GOOD, score) if score > 50 else Grade(_("Answered above"), FAIR, score)
    return (Text(title), Number(score), change, Range(score, score + place), Number(0.5 + place / 20, share=True), band)


def _values(titles: tuple[str, ...]) -> list[float | None]:
    return [None if place == 2 else 12.5 * place + 1 / 3 for place in range(len(titles))]


def _bars(titles: tuple[str, ...], id: str, language: str) -> Chart:
    rows = [
        Bar(t, v, v, v and min(v + 9, 100), GOOD, "" if v is None else f"{v:.1f}")
        for t, v in zip(titles, _values(titles), strict=True)
    ]
    title, said = (
        _("Scores by dimension"),
        _("One bar a dimension, from 0 to 100; the thin line reaches from the lower to the upper bound."),
    )
    svg = bars(rows, title, said, language == "ar", _("No score"), id)
    return Chart(id, title, said, svg, "dimensions", Native("bar", "dimension", ("score",)))


def _charts(titles: tuple[str, ...], count: int, language: str) -> list[Chart]:
    made, rtl = [], language == "ar"
    for place in range(count):
        id = f"chart{place}"
        if place % 3 == 2:
            made.append(_bars(titles, id, language))
            continue
        if place % 3:
            title, said = (
                _("Position between horizontal and vertical coherence"),
                _("Horizontal coherence runs along the page, vertical coherence up the page; lines show the bounds."),
            )
            svg = position(
                (50.0, 40.0, 60.0),
                [(t, 60.0, 50.0, 70.0) for t in titles[:2]],
                title,
                said,
                titles[0],
                rtl,
                _("No score"),
                id,
            )
            native = Native("scatter", "dimension", ("score", "change"))
        else:
            title, said = (
                _("Profile over the dimensions"),
                _("One spoke a dimension, 0 in the centre and 100 at the rim; a spoke without point has no score."),
            )
            svg = radar(titles, _values(titles), title, said, rtl, id)
            native = (
                Native("radar", "dimension", ("score",)) if place else Native("line", "dimension", ("score", "change"))
            )
        made.append(Chart(id, title, said, svg, "dimensions", native, wide=place < 3))
    return made


def _sections(titles: tuple[str, ...], asked: list[str]) -> tuple[Section, ...]:
    size = -(-len(asked) // len(titles))
    return tuple(
        Section(
            f"items-{place}",
            title,
            (
                Entries(
                    tuple(
                        _entry(f"q{n + 1}", f"{place + 1}.{n - place * size + 1}", asked[n], n)
                        for n in range(place * size, min((place + 1) * size, len(asked)))
                    )
                ),
            ),
        )
        for place, title in enumerate(titles)
    )


def _entry(id: str, number: str, asked: str, place: int) -> Entry:
    answers: tuple[Cell, ...] = (
        Grade(_("Complete"), GOOD, 100.0),
        Number(37.5),
        Nothing(GAP),
        Grade(_("Answered above"), FAIR, 50.0),
        Text(_("Don’t know")),
    )
    details = (
        (_("Comment"), Text("The plan was adopted in 2024. " * 4, "en", False)),
        (_("Evidence:"), Text("https://example.org/plan.pdf", ours=False)),
    )
    return Entry(id, number, Text(asked), answers[place % 5], details if place % 3 == 0 else ())


def _wide(titles: tuple[str, ...], count: int) -> Table:
    """As many columns as a heat map has."""
    columns = (Column("unit", _("Part"), wide=2), *(Column(f"d{n}", title, True) for n, title in enumerate(titles)))
    rows = tuple(
        (Text(f"U{n}"), *(Number(float((n * 7 + k * 13) % 101)) for k in range(len(titles)))) for n in range(count)
    )
    return Table("units", _("Scores by axis"), columns, rows)


def _hidden(asked: list[str]) -> Table:
    columns = (Column("id", "id"), Column("question", _("Question"), wide=4), Column("share", _("Coverage"), True))
    rows = tuple((Text(f"q{n + 1}"), Text(text), Number(1 / (n + 1), share=True)) for n, text in enumerate(asked))
    return Table("annex", _("Question by question"), columns, rows, shown=False)
