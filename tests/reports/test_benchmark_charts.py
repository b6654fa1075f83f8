"""Charts of benchmark reports: true to the values, missing is missing, the same from either side."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
import typst

from coherence.paper import glyphs
from coherence.reports.charts import (
    Cell,
    Distribution,
    DotWords,
    HeatRow,
    HeatWords,
    Middle,
    PlaneWords,
    Rank,
    RankWords,
    Reach,
    SlopeWords,
    Spot,
    Step,
    Trend,
    Weight,
    WeightWords,
    dots,
    heat,
    palette,
    plane,
    ranks,
    slope,
    weights,
)
from coherence.reports.charts.swarm import swarm
from tests.reports.directions import isolated

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    Distribution("Leadership", 40.0, 50.0, 62.0, (10.0, 45.0, 45.0, 45.0, 80.0), 55.0, "55.0"),
    Distribution("Vision", None, None, None, (), None, "No score", "Withheld"),
    Distribution("Coordination", None, 30.0, None, (0.0, 30.0), 0.0, "0.0", "Quartiles withheld"),
)
RANKS = (
    Rank("Ruritania", 1, 1, 2, 1, "1 (1–2)"),
    Rank("Syldavia", 1, 2, 3, 1, "2 (1–3)", own=True),
    Rank("Borduria", 3, 3, 3, 2, "3"),
    Rank("Elbonia", None, None, None, None, "No score"),
)
ROUNDS = ("2019", "2021", "2023", "2025")
LINES = (
    Trend("Ruritania", (40.0, None, 50.0, 60.0), "60.0", own=True),
    Trend("Syldavia", (10.0, 20.0, None, None), "20.0"),
    Trend("Elbonia", (None,) * 4, "No score"),
)
MIDDLE = Middle((30.0, 30.0, None, 35.0), (50.0, 50.0, None, 52.0), (60.0, 60.0, None, 61.0))
COLUMNS = ("Political leadership", "Vision")
CELLS = (
    HeatRow("Ruritania", (Cell(0.0, "0"), Cell(100.0, "100"))),
    HeatRow("Syldavia", (Cell(None, ""), Cell(None, "", withheld=True)), own=True),
)
SPOTS = (Spot("Ruritania", 62.0, 48.0, own=True), Spot("Syldavia", 20.0, 80.0), Spot("Elbonia", None, 10.0))
WEIGHTS = (Weight("Leadership", 10.0, 20.0, "10 → 20"), Weight("Vision", 5.0, None, "5 → none"))

DOT_WORDS = DotWords("Own", "Others", "Middle half", "Median")
RANK_WORDS = RankWords("Own", "Rank", "Interval", "Group")
SLOPE_WORDS = SlopeWords("Own", "Others", "Median", "Middle")
HEAT_WORDS = HeatWords("Missing", "Withheld")
WEIGHT_WORDS = WeightWords("Published", "Changed")


def draw_dots(rows=ROWS, rtl=False, words=DOT_WORDS, **others):
    return dots(rows, "Title", "Description", rtl, words, **others)


def draw_ranks(rows=RANKS, rtl=False, words=RANK_WORDS, **others):
    return ranks(rows, "Title", "Description", rtl, words, **others)


def draw_slope(lines=LINES, rtl=False, rounds=ROUNDS, words=SLOPE_WORDS, **others):
    return slope(lines, rounds, "Title", "Description", rtl, words, **{"middle": MIDDLE, **others})


def draw_heat(rows=CELLS, rtl=False, columns=COLUMNS, words=HEAT_WORDS, **others):
    return heat(rows, columns, "Title", "Description", rtl, words, **others)


WORDS = PlaneWords("Horizontal", "Vertical", "Own", "Others", "Median", "Not placed:")


def draw_plane(spots=SPOTS, rtl=False, words=WORDS, **others):
    given = {"medians": (50.0, 40.0), "bounds": Reach(50.0, 70.0, 40.0, 75.0), **others}
    return plane(spots, "Title", "Description", rtl, words, **given)


def draw_weights(rows=WEIGHTS, rtl=False, words=WEIGHT_WORDS, **others):
    return weights(rows, "Title", "Description", rtl, words, **others)


CHARTS = (draw_dots, draw_ranks, draw_slope, draw_heat, draw_plane, draw_weights)


def read(svg):
    return ElementTree.fromstring(svg)


def found(svg, name, **attributes):
    wanted = {key.replace("_", "-"): value for key, value in attributes.items()}
    return [one for one in read(svg).iter(SVG + name) if wanted.items() <= one.attrib.items()]


def numbers(element, *names):
    return tuple(float(element.get(name)) for name in names)


def words(svg):
    return [text.text.strip("\u2066\u2067\u2069") for text in read(svg).iter(SVG + "text")]


def starts(path):
    """Where each part of a path begins."""
    return [(float(x), float(y)) for x, y in re.findall(r"M (\S+) (\S+)", path.get("d"))]


def circles(svg, colour):
    """The middles of circles of one colour that are drawn together."""
    (path,) = found(svg, "path", fill=colour, stroke_width="1.0")
    radius = float(re.search(r"a (\S+)", path.get("d"))[1])
    return [(x + radius, y) for x, y in starts(path)]


def diamonds(svg):
    """The middles of the own marks."""
    tops = (starts(path)[0] for path in found(svg, "path", fill=palette.OWN))
    return [x for x, _ in tops]


# Every chart


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("rtl", [False, True])
def test_picture_is_named_and_as_wide_as_a_phone_needs(draw, rtl):
    root = read(draw(rtl=rtl, prefix="first"))
    assert root.get("aria-labelledby") == "first-title first-description"
    assert root.get("viewBox").startswith("0 0 640 ")
    assert [one.get("id") for one in root.iter() if one.get("id")] == ["first-title", "first-description"]


@pytest.mark.parametrize("draw", CHARTS)
def test_nothing_that_a_strict_content_security_policy_blocks(draw):
    root = read(draw())
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        "svg", "title", "desc", "line", "rect", "circle", "path", "text",
    }  # fmt: skip
    assert not [name for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("draw", CHARTS)
def test_same_values_give_the_same_text_with_readable_letters(draw):
    assert draw() == draw()
    assert min(int(text.get("font-size")) for text in found(draw(), "text")) >= 14
    assert "-0.0" not in draw()
    assert "nan" not in draw()


def ends(element):
    """The horizontal ends of what is drawn."""
    if element.tag == SVG + "rect":
        x, wide = numbers(element, "x", "width")
        return [x, x + wide]
    if element.tag == SVG + "path":
        # Of a path with relative steps: its start, and its reach across.
        found, x = [], 0.0
        for command, rest in re.findall(r"([MLahvZ])([^MLahvZ]*)", element.get("d")):
            given = [float(part) for part in rest.split()]
            x = {"M": lambda g: g[0], "L": lambda g: g[0], "h": lambda g, x=x: x + g[0]}.get(
                command, lambda g, x=x: x + (g[5] if g and len(g) == 7 else 0.0)
            )(given)
            found.append(x)
        return sorted(set(found))
    return sorted(float(element.get(name)) for name in ("x1", "x2", "cx", "x") if element.get(name))


@pytest.mark.parametrize("draw", CHARTS)
def test_right_to_left_is_the_mirror_image(draw):
    left, right = (list(read(draw(rtl=rtl)).iter())[3:] for rtl in (False, True))
    assert [one.tag for one in left] == [one.tag for one in right]
    for one, other in zip(left, right, strict=True):
        there, back = ends(one), ends(other)
        assert [640 - x for x in (there[0], there[-1])] == pytest.approx([back[-1], back[0]], abs=0.25), one.attrib


@pytest.mark.parametrize("draw", CHARTS)
def test_right_to_left_texts_are_isolated_and_anchored_on_the_other_side(draw):
    swapped = {"start": "end", "end": "start", "middle": "middle"}
    left, right = (list(read(draw(rtl=rtl)).iter(SVG + "text")) for rtl in (False, True))
    assert [text.text for text in right] == [isolated(text.text) for text in left]
    assert [text.get("text-anchor") for text in right] == [swapped[text.get("text-anchor")] for text in left]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\" onload='x'", "a & b", "nul \x00 here", ""])
def test_texts_are_escaped(text):
    for svg in (
        draw_dots([Distribution(text, 1, 2, 3, (1,), 2, text, text)], words=DotWords(*[text] * 4)),
        draw_ranks([Rank(text, 1, 1, 1, 1, text, own) for own in (True, False)], words=RankWords(*[text] * 4)),
        draw_slope([Trend(text, (1, 2, 3, 4), text)], rounds=[text] * 4, words=SlopeWords(*[text] * 4)),
        draw_heat([HeatRow(text, [Cell(1, text)], True)], columns=[text], steps=[Step(text, 0)]),
        draw_plane([Spot(text, 1, 2), Spot(text, None, None)], words=PlaneWords(*[text] * 6)),
        draw_weights([Weight(text, 1, 2, text)], words=WeightWords(text, text)),
    ):
        assert {one.tag for one in read(svg).iter()}.isdisjoint({"script", SVG + "script"})
        assert "<script" not in svg


ARABIC = "روريتانيا الكبرى (2)"


def test_typst_draws_every_chart_and_every_arabic_letter(tmp_path):
    """A text in two fonts would lose words: with Arabic in it, one font has all of its letters."""
    row, spot = ROWS[0]._replace(label=ARABIC, note=ARABIC), SPOTS[0]._replace(label=ARABIC)
    drawn = [draw(rtl=rtl) for draw in CHARTS for rtl in (False, True)]
    drawn += [draw_dots([row], rtl=True), draw_plane([spot], rtl=True)]
    for place, svg in enumerate(drawn):
        (tmp_path / f"{place}.svg").write_text(svg, encoding="utf-8")
    images = "\n".join(f'#image("{place}.svg", width: 10cm)' for place in range(len(drawn)))
    (tmp_path / "all.typ").write_text(f"#set page(height: auto)\n{images}", encoding="utf-8")
    pdf = typst.compile(tmp_path / "all.typ", font_paths=[glyphs.FONTS], ignore_system_fonts=True)
    assert pdf.startswith(b"%PDF")
    assert b"NotoSansArabic-" in pdf


@pytest.mark.parametrize("draw", CHARTS)
def test_chart_needs_something_to_draw(draw):
    with pytest.raises(ValueError, match="at least one"):
        draw([])


@pytest.mark.parametrize("wrong", [float("nan"), -1.0, 100.1])
def test_number_off_the_scale_is_refused(wrong):
    for draw in (
        lambda: draw_dots([ROWS[0]._replace(own=wrong)]),
        lambda: draw_dots([ROWS[0]._replace(units=[wrong])]),
        lambda: draw_slope([Trend("Ruritania", (1, 2, 3, wrong))]),
        lambda: draw_heat([HeatRow("Ruritania", (Cell(wrong, ""), Cell(1, "")))]),
        lambda: draw_plane([Spot("Ruritania", wrong, 1)]),
        lambda: draw_plane(bounds=Reach(0, wrong, None, None)),
    ):
        with pytest.raises(ValueError, match="from 0 to 100"):
            draw()


# Dots


def test_quartiles_median_dots_and_own_mark_lie_on_the_scale():
    svg = draw_dots(ROWS[:1])
    ticks = {text.text: float(text.get("x")) for text in found(svg, "text", text_anchor="middle")}
    scale = (ticks["100"] - ticks["0"]) / 100
    box, _ = found(svg, "rect", fill=palette.BOX)
    assert numbers(box, "x", "width") == pytest.approx((ticks["0"] + 40 * scale, 22 * scale), abs=0.11)
    assert numbers(found(svg, "line", stroke=palette.VALUE)[0], "x1") == pytest.approx((320,), abs=0.11)
    xs = sorted(x for x, _ in circles(svg, palette.DOT))
    assert xs == pytest.approx([ticks["0"] + value * scale for value in (10, 45, 45, 45, 80)], abs=0.11)
    assert ticks["0"] + 55 * scale == pytest.approx(diamonds(svg)[1], abs=0.11)


def test_withheld_quartiles_are_said_and_not_drawn():
    svg = draw_dots(ROWS[1:2])
    assert {"Withheld", "No score"} <= set(words(svg))
    assert len(found(svg, "rect", fill=palette.BOX)) == 1  # in the legend
    assert len(diamonds(svg)) == 1
    assert len(found(svg, "rect", stroke_dasharray="5 4")) == 1


def test_own_zero_is_drawn_and_missing_is_not():
    assert len(diamonds(draw_dots(ROWS[2:]))) == 3  # beside the value, in the band, in the legend


def test_quartiles_out_of_order_are_refused():
    with pytest.raises(ValueError, match=r"Leadership.*in order"):
        draw_dots([ROWS[0]._replace(lower=70.0)])


@pytest.mark.parametrize("kept_free", [None, (50.0, 11.0)])
def test_dots_hide_neither_each_other_nor_the_own_mark(kept_free):
    radius, points = swarm([50.0, 50.0, 50.0, 55.0, 90.0], 54.0, kept_free)
    for one, other in combinations(points, 2):
        assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= (2 * radius) ** 2
    assert all(abs(y) + radius <= 27 for _, y in points)
    assert kept_free is None or all(y != 0 for x, y in points if x < 55)


# Ranks


def test_rank_one_is_at_the_start_and_intervals_hold_the_marks():
    svg = draw_ranks()
    ticks = {text.text: float(text.get("x")) for text in found(svg, "text", text_anchor="middle")}
    assert ticks["1"] < ticks["2"] < ticks["3"]
    assert [x for x, _ in circles(svg, palette.VALUE)] == pytest.approx([ticks["1"], ticks["3"]], abs=0.11)
    assert diamonds(svg)[0] == pytest.approx(ticks["2"], abs=0.11)
    (own,) = found(svg, "path", stroke=palette.OWN_INTERVAL)
    low, high = ends(own)
    assert low < ticks["1"] < ticks["3"] < high


def test_unit_without_rank_says_so_on_a_dashed_line():
    assert "No score" in words(draw_ranks())
    assert len(found(draw_ranks(), "path", stroke_dasharray="2 6")) == 1
    assert len(circles(draw_ranks(), palette.VALUE)) == 2


def test_group_of_two_has_a_bracket_and_a_single_unit_none():
    assert len(found(draw_ranks(), "path", stroke=palette.OUTLINE)) == 2  # and the legend


def test_many_rows_are_thin_and_the_own_one_alone_is_named():
    rows = [Rank(f"Unit {place}", place, place, place, place, str(place), own=place == 9) for place in range(1, 201)]
    svg = draw_ranks(rows)
    assert [word for word in words(svg) if word.startswith("Unit")] == ["Unit 9"]
    assert int(read(svg).get("height")) < 1600


@pytest.mark.parametrize("wrong", [(0, 1, 2), (3, 2, 1), (None, 1, 2), (1, float("nan"), 2)])
def test_ranks_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="Ruritania: "):
        draw_ranks([Rank("Ruritania", *wrong, 1, "")])


# Slope


def test_line_is_broken_where_a_round_is_missing():
    svg = draw_slope()
    (own,) = found(svg, "path", stroke=palette.OWN, stroke_width="4.0")
    assert len(starts(own)) == 1  # 2019 stands alone: only 2023 to 2025 are joined
    assert own.get("d").count("L") == 1
    assert len(diamonds(svg)) == 3 + 1 + 1  # three rounds, the name, the legend


def test_line_without_any_value_is_only_named():
    assert "Elbonia (No score)" in words(draw_slope())
    (others,) = found(draw_slope(), "path", stroke=palette.NO_SCORE, fill="none", stroke_width="1.2")
    assert len(starts(others)) == 1


def test_ribbon_and_median_stop_where_they_are_withheld():
    assert len(found(draw_slope(), "path", fill=palette.RIBBON)) == 2
    (median,) = found(draw_slope(), "path", stroke=palette.VALUE)
    assert median.get("d").count("L") == 1
    assert found(draw_slope(middle=None), "path", fill=palette.RIBBON) == []


def test_names_at_the_end_do_not_overlap():
    svg = draw_slope([Trend(f"Unit {place}", (50, 50, 50, 50), "50") for place in range(20)])
    ys = sorted(float(text.get("y")) for text in found(svg, "text") if text.text.startswith("Unit"))
    assert len(ys) == 20
    assert min(b - a for a, b in pairwise(ys)) >= 16
    assert ys[-1] < int(read(svg).get("height"))


def test_rounds_and_values_must_agree():
    with pytest.raises(ValueError, match="2 to 10 rounds"):
        draw_slope(rounds=("2019",))
    with pytest.raises(ValueError, match=r"Ruritania.*each of 4 rounds"):
        draw_slope([Trend("Ruritania", (1, 2))])
    with pytest.raises(ValueError, match=r"median.*each of 4 rounds"):
        draw_slope(middle=MIDDLE._replace(median=(1,)))


# Heat map


def test_zero_has_the_colour_of_the_first_step_and_missing_has_none():
    svg = draw_heat()
    first, last = (found(svg, "path", fill=palette.STEPS[place]) for place in (0, -1))
    assert [len(starts(path)) for path in (*first, *last)] == [1, 1]
    assert {"0", "100", "Missing", "Withheld"} <= set(words(svg))


def test_missing_is_hatched_withheld_is_dotted_and_neither_is_in_the_legend_without_need():
    svg = draw_heat(CELLS[:1])
    assert not {"Missing", "Withheld"} & set(words(svg))
    assert found(svg, "path", stroke=palette.NO_SCORE) == []
    missing = draw_heat([HeatRow("Ruritania", [Cell(None, "")])], columns=["Vision"])
    assert len(found(missing, "path", stroke=palette.NO_SCORE)) == 2  # the cell and the legend
    assert found(missing, "path", fill=palette.MUTED) == []


def test_score_at_the_edge_of_a_step_belongs_to_the_higher_one():
    steps = (Step("Low", 0, "#ffffff"), Step("High", 50, "#000000"))
    svg = draw_heat([HeatRow("Ruritania", [Cell(50.0, "50")])], columns=["Vision"], steps=steps)
    assert len(found(svg, "path", fill="#000000")) == 1
    assert [text.get("fill") for text in found(svg, "text") if text.text == "50"] == ["#ffffff"]


def test_columns_are_numbered_and_named_below():
    assert words(draw_heat())[:2] == ["1", "2"]
    assert words(draw_heat())[-4:] == ["1", "Political leadership", "2", "Vision"]


def test_number_that_does_not_fit_its_cell_is_left_out():
    svg = draw_heat([HeatRow("Ruritania", [Cell(50.0, "50.123")] * 14)], columns=["Vision"] * 14)
    assert "50.123" not in words(svg)


def test_table_must_be_whole():
    with pytest.raises(ValueError, match="Ruritania: 2 cells"):
        draw_heat([HeatRow("Ruritania", [Cell(1, "1")])])
    with pytest.raises(ValueError, match="without a value"):
        draw_heat([HeatRow("Ruritania", [Cell(1, "1", withheld=True)] * 2)])
    with pytest.raises(ValueError, match="begin at 0 and rise"):
        draw_heat(steps=[Step("Low", 10)])


# Plane


def test_units_lie_on_the_plane_and_those_without_score_beside_it():
    svg = draw_plane()
    left, top, wide, high = numbers(found(svg, "rect")[0], "x", "y", "width", "height")
    (other,) = circles(svg, palette.DOT)
    assert other == pytest.approx((left + wide * 0.2, top + high * 0.2), abs=0.11)
    assert diamonds(svg)[0] == pytest.approx(left + wide * 0.62, abs=0.11)
    assert "Not placed: Elbonia" in words(svg)
    assert "Elbonia" not in words(svg)


def test_many_units_are_numbered_with_a_key_and_the_own_one_is_named():
    svg = draw_plane([Spot(f"Unit {place}", place * 3, 50, own=place == 4) for place in range(1, 31)])
    said = words(svg)
    assert said.count("Unit 4") == 2  # beside its mark, and in the key
    assert said.count("Unit 5") == 1
    assert "30" in said


def test_fifteen_close_units_are_all_named():
    names = [f"Republic of {place}" for place in range(15)]
    svg = draw_plane([Spot(name, 50 + place % 4, 50 + place // 4, place == 3) for place, name in enumerate(names)])
    assert set(names) <= set(words(svg))


def test_medians_are_drawn_where_they_are_known():
    assert len(starts(found(draw_plane(), "path", stroke_dasharray="8 5")[0])) == 2
    assert found(draw_plane(medians=(None, None)), "path", stroke_dasharray="8 5") == []
    assert "Median" not in words(draw_plane(medians=(None, None)))


# Weights


def test_changed_weight_is_a_bar_and_published_weight_a_mark_on_it():
    svg = draw_weights(WEIGHTS[:1])
    bar = found(svg, "rect", fill=palette.VALUE)[0]
    x, wide = numbers(bar, "x", "width")
    mark = found(svg, "line", stroke=palette.BOUNDS)[0]
    assert numbers(mark, "x1") == pytest.approx((x + wide / 2,), abs=0.11)


def test_dimension_without_weight_has_a_dashed_bar():
    svg = draw_weights(WEIGHTS[1:])
    assert len(found(svg, "rect", stroke_dasharray="5 4")) == 1
    assert len(found(svg, "rect", fill=palette.VALUE)) == 1  # in the legend


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_weight_below_zero_or_without_end_is_refused(wrong):
    with pytest.raises(ValueError, match="from 0"):
        draw_weights([Weight("Vision", wrong, 1.0, "")])
