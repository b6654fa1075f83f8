"""Charts: a picture that is true to the values, readable from either side and safe in a page."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from coherence.reports.charts import bars, palette, position, radar
from coherence.reports.charts.radar_labels import placed, wrapped
from coherence.reports.charts.wrapping import columns, wrap, wrap_narrow
from tests.reports.directions import isolated

SVG = "{http://www.w3.org/2000/svg}"
LABELS = (
    "Political commitment and leadership",
    "Strategic long-term vision",
    "Interministerial coordination",
    "National, regional and local levels",
    "Stakeholder engagement",
    "Policy and financing impacts",
    "Monitoring, reporting and evaluation",
)
VALUES = (72.0, 55.0, None, 40.0, 88.5, 0.0, 63.0)
ROWS = (
    ("Leadership", 72.0, 60.0, 80.0, "#1a7a3c", "72"),
    ("Vision", None, 10.0, 90.0, None, ""),
    ("Coordination", 0.0, 0.0, 30.0, None, "0"),
)
VERTICALS = (("International", 48.0, 40.0, 75.0), ("Local", 60.0, 35.0, 66.0))


def draw_radar(labels=LABELS, values=VALUES, rtl=False, **others):
    return radar(labels, values, "Title", "Description", rtl, **others)


def draw_bars(rows=ROWS, rtl=False, **others):
    return bars(rows, "Title", "Description", rtl, "No score", **others)


def draw_position(horizontal=(62.0, 50.0, 70.0), verticals=VERTICALS, rtl=False, **others):
    return position(horizontal, verticals, "Title", "Description", "Horizontal", rtl, "Not placed", **others)


CHARTS = (draw_radar, draw_bars, draw_position)


def read(svg):
    return ElementTree.fromstring(svg)


def found(svg, name, **attributes):
    """Elements with this name and these attributes; stroke_width stands for stroke-width."""
    wanted = {key.replace("_", "-"): value for key, value in attributes.items()}
    return [
        element
        for element in read(svg).iter(SVG + name)
        if all(element.get(key) == value for key, value in wanted.items())
    ]


def numbers(element, *names):
    return tuple(float(element.get(name)) for name in names)


def lines_of(svg, colour=palette.BOUNDS):
    """The visible strokes of the whiskers: x1, y1, x2, y2."""
    return [numbers(line, "x1", "y1", "x2", "y2") for line in found(svg, "line", stroke=colour, stroke_width="2.0")]


def words(svg):
    return [text.text.strip("\u2066\u2067\u2069") for text in read(svg).iter(SVG + "text")]


def mirrored(svg, width):
    """Every number on the horizontal axis, and its counterpart seen from the other side."""
    xs = []
    for element in read(svg).iter():
        xs += [float(element.get(name)) for name in ("x1", "x2", "cx") if element.get(name)]
        if element.tag == SVG + "text":
            xs.append(float(element.get("x")))
        if element.tag == SVG + "rect":
            x, wide = numbers(element, "x", "width")
            xs.append(x + wide / 2)
    return xs, [width - x for x in xs]


# The frame


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("rtl", [False, True])
def test_root_is_a_named_picture(draw, rtl):
    root = read(draw(rtl=rtl, prefix="first"))
    assert root.tag == SVG + "svg"
    assert (root.get("role"), root.get("direction")) == ("img", "ltr")
    assert root.get("aria-labelledby") == "first-title first-description"
    assert root.find(f"{SVG}title[@id='first-title']").text == "Title"
    assert root.find(f"{SVG}desc[@id='first-description']").text == "Description"
    assert root.get("viewBox").startswith("0 0 420 " if draw is draw_position else "0 0 640 ")


@pytest.mark.parametrize("draw", CHARTS)
def test_nothing_that_a_strict_content_security_policy_blocks(draw):
    root = read(draw())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "line", "rect", "circle", "path", "text",
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("draw", CHARTS)
def test_same_values_give_the_same_text_with_one_decimal(draw):
    assert draw() == draw()
    assert not re.findall(r"\d\.\d{2,}", draw().replace("0.15", ""))
    assert '"-0.0"' not in draw()


@pytest.mark.parametrize("draw", CHARTS)
def test_text_stays_readable_when_shown_at_300_pixels(draw):
    sizes = [int(text.get("font-size")) for text in found(draw(), "text")]
    assert min(sizes) >= 13


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\" onload='x'", "a & b", "nul \x00 here"])
@pytest.mark.parametrize("rtl", [False, True])
def test_texts_are_escaped(text, rtl):
    for svg in (
        radar([text] * 3, [1, 2, 3], text, text, rtl),
        bars([(text, 1, 0, 2, None, text), (text, None, None, None, None, text)], text, text, rtl, text),
        position((1, 0, 2), [(text, None, None, None)], text, text, text, rtl, text),
    ):
        assert {element.tag for element in read(svg).iter()}.isdisjoint({"script", SVG + "script"})
        assert "<script" not in svg
        assert read(svg).find(SVG + "title").text == text.replace("\x00", "\ufffd")


@pytest.mark.parametrize("prefix", ["", "1st", 'a"b', "a b"])
def test_prefix_that_is_no_plain_name_is_refused(prefix):
    with pytest.raises(ValueError, match="prefix"):
        draw_radar(prefix=prefix)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -1.0, 100.1])
def test_number_off_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="from 0 to 100"):
        draw_radar(values=(wrong, *VALUES[1:]))
    for row in (("Vision", wrong, 0, 100), ("Vision", 50, wrong, 100), ("Vision", 50, 0, wrong)):
        with pytest.raises(ValueError, match=r"Vision.*from 0 to 100"):
            draw_bars(rows=[(*row, None, "")])
        with pytest.raises(ValueError, match=r"Vision.*from 0 to 100"):
            draw_position(verticals=[row])


def test_float_error_at_the_end_of_the_scale_is_taken():
    assert draw_radar(values=(100.00000000000001,) * 7) == draw_radar(values=(100.0,) * 7)


@pytest.mark.parametrize("bounds", [(60, 40), (None, 40), (40, None)])
def test_bounds_out_of_order_or_halved_are_refused(bounds):
    with pytest.raises(ValueError, match="low first"):
        draw_bars(rows=[("Vision", 50, *bounds, None, "50")])


# Right to left


@pytest.mark.parametrize(("draw", "width"), [(draw_bars, 640), (draw_position, 420)])
def test_right_to_left_is_the_mirror_image(draw, width):
    xs, _ = mirrored(draw(), width)
    _, opposite = mirrored(draw(rtl=True), width)
    assert opposite == pytest.approx(xs, abs=0.11)


def test_radar_runs_against_the_clock_from_right_to_left():
    points = [numbers(dot, "cx", "cy") for dot in found(draw_radar(), "circle", fill=palette.VALUE)]
    other = [numbers(dot, "cx", "cy") for dot in found(draw_radar(rtl=True), "circle", fill=palette.VALUE)]
    assert points[1][0] > 320
    assert [(640 - x, y) for x, y in other] == [pytest.approx(point, abs=0.11) for point in points]


@pytest.mark.parametrize("draw", CHARTS)
def test_right_to_left_texts_are_isolated_and_anchored_on_the_other_side(draw):
    swapped = {"start": "end", "end": "start", "middle": "middle"}
    left, right = (list(read(draw(rtl=rtl)).iter(SVG + "text")) for rtl in (False, True))
    assert [text.text for text in right] == [isolated(text.text) for text in left]
    assert [text.get("text-anchor") for text in right] == [swapped[text.get("text-anchor")] for text in left]


# Radar


def test_missing_value_has_a_dashed_axis_and_no_point():
    svg = draw_radar()
    assert len(found(svg, "circle", fill=palette.VALUE)) == 6
    assert len([line for line in found(svg, "line") if line.get("stroke-dasharray")]) == 1


def test_zero_is_a_point_in_the_middle_and_missing_is_not():
    svg = draw_radar()
    middle = numbers(found(svg, "circle", fill="none")[0], "cx", "cy")
    at_zero = [dot for dot in found(svg, "circle", fill=palette.VALUE) if numbers(dot, "cx", "cy") == middle]
    assert len(at_zero) == 1  # the dimension with 0, not the one without a value


def test_outline_is_closed_and_filled_only_without_a_gap():
    (gap,) = found(draw_radar(), "path")
    assert (gap.get("fill"), gap.get("d")[-1]) == ("none", gap.get("d").rstrip("Z")[-1])
    (whole,) = found(draw_radar(values=(50,) * 7), "path")
    assert whole.get("fill") == palette.VALUE
    assert whole.get("d").endswith("Z")


@pytest.mark.parametrize(
    ("values", "lengths"),
    [
        ((None, 1, 2, None, 3, 4, 5), [2, 3]),
        ((1, 2, None, 3, None, 4, 5), [4]),  # around the top; a point between gaps has no line
        ((None,) * 7, []),
        ((None, 1, None, 2, None, 3, None), []),
    ],
)
def test_outline_runs_between_gaps(values, lengths):
    svg = draw_radar(values=values)
    assert [path.get("d").count(" L ") + 1 for path in found(svg, "path")] == lengths
    assert len(found(svg, "circle", fill=palette.VALUE)) == sum(value is not None for value in values)


def test_value_lies_on_its_axis_at_its_part_of_the_outer_ring():
    svg = draw_radar(labels=("a", "b", "c", "d"), values=(25, 50, 75, 100))
    rings = [numbers(ring, "cx", "cy", "r") for ring in found(svg, "circle", fill="none")]
    (x, y, radius) = rings[-1]
    assert [ring[2] for ring in rings] == pytest.approx([radius * part for part in (0.25, 0.5, 0.75, 1)], abs=0.11)
    dots = [numbers(dot, "cx", "cy") for dot in found(svg, "circle", fill=palette.VALUE)]
    expected = [(x, y - radius / 4), (x + radius / 2, y), (x, y + radius * 0.75), (x - radius, y)]
    assert dots == [pytest.approx(point, abs=0.11) for point in expected]


@pytest.mark.parametrize(("labels", "values"), [(("a", "b"), (1, 2)), (("a", "b", "c"), (1, 2))])
def test_radar_needs_three_axes_and_a_value_for_each(labels, values):
    with pytest.raises(ValueError, match="at least 3"):
        draw_radar(labels=labels, values=values)


def box(label):
    width = label.block.width
    left = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
    return left, label.top, left + width, label.bottom


@pytest.mark.parametrize("count", range(3, 17))
def test_labels_overlap_neither_each_other_nor_the_circle(count):
    radius = 120
    texts = [wrapped(LABELS[place % len(LABELS)]) for place in range(count)]
    boxes = [box(label) for label in placed(texts, radius)]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for left, top, right, bottom in boxes:
        nearest = max(left, -right, 0), max(top, -bottom, 0)
        assert nearest[0] ** 2 + nearest[1] ** 2 >= radius**2


# Bars


def test_bar_and_bounds_lie_on_the_axis():
    svg = draw_bars(rows=ROWS[:1])
    ticks = {text.text: float(text.get("x")) for text in found(svg, "text", text_anchor="middle")}
    assert list(ticks) == ["0", "25", "50", "75", "100"]
    scale = (ticks["100"] - ticks["0"]) / 100
    (bar,) = found(svg, "rect", fill="#1a7a3c")
    assert numbers(bar, "x", "width") == pytest.approx((ticks["0"], 72 * scale), abs=0.11)
    whisker, low, high = lines_of(svg)
    assert (whisker[0], whisker[2]) == pytest.approx((ticks["0"] + 60 * scale, ticks["0"] + 80 * scale), abs=0.11)
    assert whisker[1] == whisker[3]
    assert low[0] == low[2] == whisker[0]
    assert high[0] == high[2] == whisker[2]


def test_row_without_a_value_says_so_and_keeps_its_bounds():
    svg = draw_bars(rows=ROWS[1:2])
    assert "No score" in words(svg)
    assert not found(svg, "rect", stroke=palette.OUTLINE)
    assert len(lines_of(svg)) == 3


def test_zero_is_a_bar_and_missing_is_none():
    assert len(found(draw_bars(), "rect", stroke=palette.OUTLINE)) == 2
    assert len(found(draw_bars(rows=ROWS[2:]), "rect", stroke=palette.OUTLINE)) == 1


@pytest.mark.parametrize("bounds", [(None, None), (50, 50)])
def test_no_whisker_without_bounds_or_when_they_meet(bounds):
    assert lines_of(draw_bars(rows=[("Vision", 50, *bounds, None, "50")])) == []


def test_label_stands_above_its_bar_in_two_lines_at_most():
    label = "Coordination of policies across ministries, agencies and levels of government " * 3
    svg = draw_bars(rows=[(label, 50, 40, 60, None, "50.0")])
    label_lines = found(svg, "text", text_anchor="start")
    bar_top = float(found(svg, "rect", fill=palette.VALUE)[0].get("y"))
    assert len(label_lines) == 2
    assert label_lines[1].text.endswith("…")
    assert all(float(line.get("y")) < bar_top for line in label_lines)


@pytest.mark.parametrize("colour", ["red", "#fff", '#fff"/>', "url(#x)"])
def test_colour_that_is_no_plain_colour_is_refused(colour):
    with pytest.raises(ValueError, match="Vision: a colour like"):
        draw_bars(rows=[("Vision", 50, None, None, colour, "50")])


def test_bars_need_a_row():
    with pytest.raises(ValueError, match="at least one row"):
        draw_bars(rows=[])


# Position


def frame_of(svg):
    return numbers(found(svg, "rect")[0], "x", "y", "width", "height")


def test_points_and_bounds_lie_in_the_square():
    svg = draw_position(verticals=VERTICALS[:1])
    left, top, wide, high = frame_of(svg)
    assert wide == high

    def x(value):
        return left + wide * value / 100

    def y(value):
        return top + high * (1 - value / 100)

    point = found(svg, "circle", fill=palette.SERIES[0])[0]
    assert numbers(point, "cx", "cy") == pytest.approx((x(62), y(48)), abs=0.11)
    drawn = lines_of(svg, palette.SERIES[0])
    assert drawn[0] == pytest.approx((x(50), y(48), x(70), y(48)), abs=0.11)
    assert drawn[3] == pytest.approx((x(62), y(40), x(62), y(75)), abs=0.11)


def test_quarters_are_parted_at_50():
    svg = draw_position()
    left, top, wide, high = frame_of(svg)
    dashed = [numbers(line, "x1", "y1", "x2", "y2") for line in found(svg, "line", stroke_dasharray="7 5")]
    assert dashed == [
        pytest.approx((left + wide / 2, top, left + wide / 2, top + high), abs=0.11),
        pytest.approx((left, top + high / 2, left + wide, top + high / 2), abs=0.11),
    ]


def test_points_differ_in_shape_and_stand_in_the_legend():
    svg = draw_position()
    assert len(found(svg, "circle", fill=palette.SERIES[0])) == 2  # the point and the legend
    assert len(found(svg, "path", fill=palette.SERIES[1])) == 2
    assert {"International", "Local"} <= set(words(svg))
    assert "Not placed" not in words(svg)


@pytest.mark.parametrize(
    ("horizontal", "vertical"),
    [((None, 50, 70), (48, 40, 75)), ((62, 50, 70), (None, 40, 75)), ((None, None, None), (None, None, None))],
)
def test_point_without_x_or_y_is_not_drawn_and_the_legend_says_so(horizontal, vertical):
    svg = draw_position(horizontal, [("Local", *vertical)])
    assert "Not placed" in words(svg)
    assert lines_of(svg, palette.SERIES[0]) == []
    _, top, _, high = frame_of(svg)
    assert all(float(circle.get("cy")) > top + high for circle in found(svg, "circle"))


@pytest.mark.parametrize("count", [0, 5])
def test_position_has_a_shape_for_each_of_four_axes(count):
    with pytest.raises(ValueError, match="1 to 4 vertical axes"):
        draw_position(verticals=[("Local", 1, 0, 2)] * count)


# Wrapping


def test_words_wrap_at_spaces_slashes_and_hyphens():
    assert wrap("National, regional and local levels", 18, 3) == ("National, regional", "and local levels")
    assert wrap("Science/policy interface", 10, 3) == ("Science/", "policy", "interface")
    assert wrap("long-term", 6, 3) == ("long-", "term")


def test_chinese_wraps_by_characters_and_keeps_punctuation_and_words():
    assert wrap("国家、区域和地方", 6, 9) == ("国家、", "区域和", "地方")
    assert wrap("数据\uff082030年\uff09", 8, 3) == ("数据", "\uff082030", "年\uff09")


def test_narrow_wrapping_leaves_no_character_alone():
    assert wrap_narrow("法律和监管框架", 12, 18, 3) == ("法律和监", "管框架")
    assert wrap_narrow("Interministerial coordination", 12, 18, 3) == ("Interministerial", "coordination")


@pytest.mark.parametrize("text", ["a" * 100, "字" * 100, "word " * 30, "", "e\u0301" * 60, "   "])
@pytest.mark.parametrize("fold", [lambda text: wrap(text, 18, 3), lambda text: wrap_narrow(text, 12, 18, 3)])
def test_wrapping_keeps_to_its_room(text, fold):
    lines = fold(text)
    assert 1 <= len(lines) <= 3
    assert max(columns(line) for line in lines) <= 18


@pytest.mark.parametrize("text", [*LABELS, "移民与发展数据\uff082030年议程\uff09", "الالتزام السياسي والقيادة"])
def test_wrapping_loses_nothing_that_fits(text):
    assert "".join(wrap_narrow(text, 12, 18, 3)).replace(" ", "") == text.replace(" ", "")


def test_long_label_ends_in_an_ellipsis():
    assert wrap("one two three four", 5, 2) == ("one", "two…")


# Colours


def contrast_with_white(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_colours_stand_out_from_white():
    assert min(map(contrast_with_white, (palette.INK, palette.MUTED))) >= 4.5
    marks = (palette.VALUE, palette.BOUNDS, palette.OUTLINE, palette.NO_SCORE, *palette.SERIES)
    assert min(map(contrast_with_white, marks)) >= 3
