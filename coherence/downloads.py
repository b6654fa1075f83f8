"""A blank questionnaire as the answer to a request."""

from io import BytesIO

from flask import Response, render_template, send_file

from coherence import i18n
from coherence.editions import blanks, queries
from coherence.paper import FORMATS, NoGlyph
from coherence.questionnaire import Questionnaire

SUFFIX = f"<any({','.join(FORMATS)}):suffix>"


def blank_file(source: Questionnaire, suffix: str) -> Response | tuple[str, int]:
    """The form in the reader's language to keep; a page that says why not, if it cannot be printed."""
    tag = i18n.current().tag
    spoken = tag if tag in queries.languages(source) else source.language
    try:
        made = blanks.file(source, spoken, suffix)
    except NoGlyph as error:
        return render_template("editions/no_glyph.html", questionnaire=queries.spoken(source, tag), error=error), 422
    name = blanks.file_name(source, spoken, suffix)
    return send_file(BytesIO(made), FORMATS[suffix].media_type, as_attachment=True, download_name=name)
