"""Charts that a spreadsheet draws from the cells of a table, and so can be changed by those who have the file."""

from collections.abc import Sequence

from xlsxwriter.chart import Chart as XlsxChart
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from coherence.documents.flat import Flat
from coherence.documents.tree import Chart, Native
from coherence.documents.words import clean

KINDS = {
    "bar": {"type": "bar"},
    "line": {"type": "line"},
    "scatter": {"type": "scatter", "subtype": "marker_only"},
    "radar": {"type": "radar", "subtype": "with_markers"},
}
GRID = "#d5dbe1"
COLOURS = ("#17456b", "#b3431f", "#4a7a2c", "#7a4fa0", "#767676")
SIZE = {"width": 640, "height": 400}
ROWS_HIGH = 21  # rows that a chart covers


def draw(book: Workbook, sheet: Worksheet, table: Flat, charts: Sequence[Chart], rtl: bool) -> None:
    """The charts of the table beside it, one below the other."""
    drawn_before = 0
    for chart in charts:
        columns = _columns(table, chart.native)
        if chart.native and columns and table.rows:
            drawn = book.add_chart(KINDS[chart.native.kind])
            for series in _series(sheet, table, chart.native.kind, columns):
                drawn.add_series(series)
            drawn.set_title({"name": clean(chart.title)[:255], "overlay": False, "name_font": {"size": 11}})
            drawn.set_size(SIZE)
            _axes(drawn, chart.native.kind, rtl)
            description = clean(f"{chart.title}. {chart.description}")
            sheet.insert_chart(
                1 + drawn_before * ROWS_HIGH, len(table.columns) + 1, drawn, {"description": description}
            )
            drawn_before += 1


def _columns(table: Flat, native: Native | None) -> list[int]:
    """Where the names and then the values stand; none where the table has not all of them."""
    ids = [column.id for column in table.columns]
    wanted = (native.names, *native.values) if native else ()
    return [ids.index(id) for id in wanted] if set(wanted) <= set(ids) else []


def _series(sheet: Worksheet, table: Flat, kind: str, columns: list[int]) -> list[dict[str, object]]:
    name, last = sheet.get_name(), len(table.rows)
    names, *values = columns
    if kind == "scatter":
        across, *upwards = values
        labels = [{"value": f"='{name}'!${xl_col_to_name(names)}${row + 1}"} for row in range(1, last + 1)]
        return [
            {
                "categories": [name, 1, across, last, across],
                "values": [name, 1, up, last, up],
                "name": [name, 0, up],
                "data_labels": {"custom": labels, "value": True},
                "marker": {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
            }
            for up, colour in zip(upwards, COLOURS, strict=False)
        ]
    return [
        {
            "categories": [name, 1, names, last, names],
            "values": [name, 1, column, last, column],
            "name": [name, 0, column],
            ("fill" if kind == "bar" else "line"): {"color": COLOURS[place % len(COLOURS)]},
            **({} if kind == "bar" else {"marker": {"type": "automatic"}}),
        }
        for place, column in enumerate(values)
    ]


def _axes(drawn: XlsxChart, kind: str, rtl: bool) -> None:
    """The first row on top of a bar chart; from right to left where the language runs so."""
    if kind == "bar":
        drawn.set_y_axis({"reverse": True})
    if kind != "radar":
        drawn.set_x_axis({"reverse": rtl, "major_gridlines": {"visible": kind == "bar", "line": {"color": GRID}}})
