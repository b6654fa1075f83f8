"""Error pages: what happened and what to do, in the reader's language; never how the server is built."""

import secrets

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import BadRequest, HTTPException

from coherence.config import Settings
from coherence.i18n import lazy_gettext as _

Words = tuple[object, object]

TEXTS: dict[int, Words] = {
    400: (
        _("This request cannot be read"),
        _("Something in it is not as expected. Go back, reload the page and try again."),
    ),
    403: (
        _("This is not allowed"),
        _("The page may have been open for too long. Go back, reload it and try again."),
    ),
    404: (
        _("This page does not exist"),
        _("Check the address. The link to an assessment must be complete to the last character."),
    ),
    405: (_("This page cannot be used in this way"), _("Go back to the page before and use its buttons.")),
    409: (_("Somebody else saved at the same time"), _("Reload the page to see what is stored now.")),
    413: (
        _("This is too large"),
        _("What was sent is larger than the server accepts. Shorten it and try again."),
    ),
    429: (_("Too many requests"), _("Wait a few minutes, then try again.")),
    500: (
        _("Something went wrong on the server"),
        _("What was saved before is safe. Try again in a moment."),
    ),
    503: (
        _("The server cannot save at the moment"),
        _("Nothing was stored. Your text is still on your page: keep it open and try again in a moment."),
    ),
    507: (
        _("The server has no space left"),
        _("Nothing was stored. Your text is still on your page: keep it open and tell whoever runs this server."),
    ),
}
FULL = ("database or disk is full", "no space left")


def init_app(app: Flask, settings: Settings) -> None:
    app.register_error_handler(CSRFError, _refused)
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(NoConnectionFree, _busy)
    app.register_error_handler(Exception, _unexpected)


def _answer(status: int) -> Response:
    title, advice = TEXTS.get(status) or TEXTS[400 if status < 500 else 500]
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        response = jsonify(error=str(title), advice=str(advice))
    elif _foreign_host():
        response = Response(f"{title}. {advice}", mimetype="text/plain")
    else:
        response = Response(render_template("errors/error.html", status=status, title=title, advice=advice))
    response.status_code = status
    return response


def _foreign_host() -> bool:
    """Whether the host in the request is not ours: a page cannot be made then, as its links cannot."""
    return isinstance(request.routing_exception, BadRequest)


def _expected(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    response = _answer(error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _refused(_error: CSRFError) -> Response:
    return _answer(403)


def _database(error: OperationalError) -> Response:
    full = any(text in str(error.orig).lower() for text in FULL)
    current_app.logger.error("database: %s", str(error.orig).splitlines()[0])
    return _answer(507 if full else 503)


def _busy(_error: NoConnectionFree) -> Response:
    return _answer(503)


def _unexpected(error: Exception) -> Response:
    number = secrets.token_hex(4)
    current_app.logger.error("error %s", number, exc_info=error)
    return _answer(500)
