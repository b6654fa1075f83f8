"""Files as answers to requests: blank questionnaires and reports."""

from io import BytesIO
from threading import Lock
from urllib.parse import quote

from flask import Response, render_template, send_file

from coherence import i18n
from coherence.documents.formats import Format
from coherence.documents.tree import Report
from coherence.editions import blanks, queries
from coherence.paper import FORMATS, NoGlyph
from coherence.questionnaire import Questionnaire

SUFFIX = f"<any({','.join(FORMATS)}):suffix>"
_making = Lock()


def blank_file(source: Questionnaire, suffix: str) -> Response | tuple[str, int]:
    """The form in the reader's language to keep; a page that says why not, if it cannot be printed."""
    tag = i18n.current().tag
    spoken = tag if tag in queries.languages(source) else source.language
    try:
        made = blanks.file(source, spoken, suffix)
    except NoGlyph as error:
        return render_template("editions/no_glyph.html", questionnaire=queries.spoken(source, tag), error=error), 422
    return attachment(made, FORMATS[suffix].media_type, blanks.file_name(source, spoken, suffix))


def report_file(chosen: Format, report: Report, name: str, readable: str = "") -> Response:
    """The report in a format; NoGlyph. One is made at a time: many who ask at once do not stop everybody else.

    `name` is plain ASCII. `readable`: the same in any script; old programs keep to the plain one (RFC 6266).
    """
    with _making:
        content = chosen.write(report)
    response = attachment(content, chosen.media_type, name)
    if readable:
        other = quote(readable, safe="")
        response.headers["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{other}"
    return response


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep under a name."""
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=name)
