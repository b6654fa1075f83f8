"""The words of a section as a dictionary that browsers keep: the page then travels again in a third of its size.

Compression Dictionary Transport (RFC 9842), for browsers that know it; for all others pages are what they were.
A dictionary holds what is the same for everybody, and nothing that anybody answered. Its address has the digest of
what it holds, so that it leads nobody to a questionnaire who has not seen it.
"""

import sys
from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, Response, abort, make_response, request, url_for
from flask.blueprints import BlueprintSetupState
from sqlalchemy.exc import NoResultFound

from coherence import i18n
from coherence.assessments import sheets
from coherence.assessments.queries import Opened
from coherence.editions import queries as editions
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.model import Group

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

views = Blueprint("dictionaries", __name__, url_prefix=LANGUAGE_PREFIX)
CODING, START = "dcz", bytes.fromhex("5e2a4d1820000000")
EFFORT = 6  # of zstd: half a millisecond for a page
_digests: dict[tuple[str, str, str], bytes] = {}


@views.record_once
def _for_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(dictionary=address)


def address(opened: Opened, group: Group) -> str:
    """Where browsers find the dictionary of this section."""
    digest = _digest(opened.questionnaire, group).hex()
    return url_for("dictionaries.words", edition_id=opened.edition_id, group_id=group.id, digest=digest)


@views.get("/words/<int:edition_id>/<group_id>/<digest>")
def words(edition_id: int, group_id: str, digest: str) -> Response:
    questionnaire = _edition_or_404(edition_id)
    group = next((group for group in questionnaire.groups if group.id == group_id), None) or abort(404)
    if digest != _digest(questionnaire, group).hex():
        abort(404)
    pages = url_for("assessments.section", token="*", group_id=group_id)
    response = make_response(_words(questionnaire, group))
    response.mimetype = "text/plain"
    response.headers["Use-As-Dictionary"] = f'match="{pages}", match-dest=("document")'
    return response


def _edition_or_404(edition_id: int) -> Questionnaire:
    try:
        source = editions.edition(edition_id)
    except NoResultFound:
        abort(404)
    return editions.spoken(source, i18n.current().tag)


def shortened(page: str, opened: Opened, group: Group) -> Response:
    """The page of a section, without what the dictionary holds if the browser has it."""
    response = make_response(page)
    digest = _digest(opened.questionnaire, group)
    if request.headers.get("Available-Dictionary") == _in_header(digest) and CODING in request.accept_encodings:
        known = zstd.ZstdDict(_words(opened.questionnaire, group), is_raw=True)
        response.set_data(START + digest + zstd.compress(response.get_data(), EFFORT, zstd_dict=known.as_prefix))
        response.headers["Content-Encoding"] = CODING
    return response


def _in_header(digest: bytes) -> str:
    return f":{b64encode(digest).decode()}:"


def _words(questionnaire: Questionnaire, group: Group) -> bytes:
    items = (part for part in group.walk() if isinstance(part, Item))
    return "".join(sheets.words(questionnaire, item) for item in items).encode()


def _digest(questionnaire: Questionnaire, group: Group) -> bytes:
    key = (questionnaire.digest, i18n.current().tag, group.id)
    if key not in _digests:
        _digests[key] = sha256(_words(questionnaire, group)).digest()
    return _digests[key]
