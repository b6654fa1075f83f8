"""What python-docx has no words for: direction, languages and fonts by script, boxes to tick, page numbers."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
SIZES = {"Normal": 10.5, "Title": 24, "Heading 1": 16, "Heading 2": 11.5, "Heading 3": 11, "Header": 8, "Footer": 8,
         "Remark": 9}  # fmt: skip
LINES = ("Remark", "Labelled", "BoxLine")
KEPT = "@w:styleId='TableGrid' or @w:styleId='TableNormal'"
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA", "ru": "ru-RU", "zh": "zh-CN"}
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
              "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
              "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip
AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
LONGEST = 255  # characters that a property can have
MADE = datetime(2000, 1, 1, tzinfo=UTC)
BOX = """<w:sdt {w} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>
<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>
<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>\u2610</w:t>
</w:r></w:sdtContent></w:sdt>""".replace("\n", "")


def styles(document: Doc, accent: RGBColor, quiet: RGBColor) -> None:
    """Fonts for every script, sizes, headings in the colour of the house, and three kinds of line of our own."""
    for unused in document.styles.element.xpath(f"w:style[@w:type='table'][not({KEPT})]"):
        unused.getparent().remove(unused)
    for name in LINES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.keep_with_next = name != "Labelled"
    document.styles["Remark"].font.color.rgb = quiet
    box = document.styles["BoxLine"].paragraph_format
    box.left_indent, box.first_line_indent = Mm(14), Mm(-8)
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.attrib.clear()
        for script, font in FONTS.items():
            fonts.set(qn(f"w:{script}"), font)
        _size_of_complex_scripts(properties, size)
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = accent
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(14)


def line(document: Doc, style: str) -> Paragraph:
    """A paragraph in one of our own styles. python-docx searches all styles each time it is asked for one."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style
    return paragraph


def _size_of_complex_scripts(properties: BaseOxmlElement, size: float) -> None:
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(element)


def properties(document: Doc, title: str, language: str, subject: str) -> None:
    """What the file says of itself; nothing in it changes from one day to the next."""
    about = document.core_properties
    about.title, about.subject, about.language, about.author = title[:LONGEST], subject, language, "Coherence"
    about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = MADE


def languages(document: Doc, language: str) -> None:
    """The language of the text, for screen readers, spelling and line breaks."""
    tag = TAGS.get(language, language)
    attribute = {"ar": "bidi", "zh": "eastAsia"}.get(language, "val")
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    lang = defaults.find(qn("w:lang"))
    lang.set(qn("w:val"), tag)
    lang.set(qn(f"w:{attribute}"), tag)


def right_to_left(document: Doc) -> None:
    """Every paragraph, run, table and page from right to left."""
    for root in _roots(document):
        for paragraph in root.iter(qn("w:p")):
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
        for run in root.iter(qn("w:r")):
            _run_from_the_right(run.get_or_add_rPr())
        for table in root.iter(qn("w:tblPr")):
            table.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblStyleColBandSize",
                                        "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd",
                                        "w:tblLayout", "w:tblCellMar", "w:tblLook")  # fmt: skip
        for section in root.iter(qn("w:sectPr")):
            section.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")


def _run_from_the_right(properties: BaseOxmlElement) -> None:
    """With the weight and size that count for Arabic."""
    for name, complex_script in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
        plain = properties.find(qn(name))
        if plain is not None:
            element = OxmlElement(complex_script)
            element.attrib.update(plain.attrib)
            plain.addnext(element)
    properties.insert_element_before(OxmlElement("w:rtl"), *AFTER_RTL)


def _roots(document: Doc) -> Iterator[BaseOxmlElement]:
    yield document.element.body
    yield document.sections[0].header._element
    yield document.sections[0].footer._element


def tick_box(paragraph: Paragraph) -> None:
    """A box that a click ticks, and a pen as well."""
    paragraph._p.append(parse_xml(BOX.format(w=nsdecls("w"))))


def page_numbers(paragraph: Paragraph, template: str) -> None:
    """ "Page {page} of {pages}" with the two numbers as fields."""
    before, _, rest = template.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        paragraph.add_run(words)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            simple.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
            paragraph._p.append(simple)


def saved(document: Doc) -> bytes:
    """The file; its parts carry no time, so that the same document gives the same bytes."""
    made, same = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return same.getvalue()
