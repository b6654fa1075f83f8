"""What one request, and one address, may ask of the server; and how answers travel small."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFError
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from coherence.config import Settings
from coherence.sessions import Protection, Sessions, form_token

LARGEST_BODY = 256 * 1024
AROUND_FILE = 4 * 1024  # the rest of a form with a file
MOST_FIELDS = 5000
WORTH_COMPRESSING = 500
_larger: dict[Callable[..., object], int] = {}

View = TypeVar("View", bound=Callable[..., object])

csrf = Protection()
compress = Compress()


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=MOST_FIELDS,
        TRUSTED_HOSTS=list(settings.hosts) or None,
        SESSION_COOKIE_NAME="__Host-session" if settings.https else "session",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_BR_WINDOW=16,
        COMPRESS_LEVEL=5,
        COMPRESS_REGISTER=False,
    )
    app.session_interface = Sessions(app)
    app.before_request(_allow_files)
    app.before_request(_refuse_odd_forms)
    csrf.init_app(app)
    # Flask-WTF has put its own in both places.
    app.jinja_env.globals.update(csrf_token=form_token)
    app.context_processor(lambda: {"csrf_token": form_token})
    app.extensions["starts"] = (FixedWindowRateLimiter(MemoryStorage()), settings.start_limit)
    compress.init_app(app)
    app.after_request(_compress)


def session_ended() -> bool:
    """Whether a form of our own pages outlived its session; CSRFError when it may come from elsewhere.

    For views that are exempt from the check, since they do not want to lose what was typed.
    """
    try:
        csrf.protect()
    except CSRFError:
        if request.headers.get("Sec-Fetch-Site") != "same-origin":
            raise
        return True
    return False


def count_start() -> None:
    """Count one more start of the present visitor's address; 429 if it made too many."""
    starts, limit = current_app.extensions["starts"]
    if not starts.hit(limit, request.remote_addr or ""):
        abort(429)


def largest_file(size: int) -> Callable[[View], View]:
    """For the few views that take a file: how many bytes it may have."""

    def allow(view: View) -> View:
        _larger[view] = size + AROUND_FILE
        return view

    return allow


def _allow_files() -> None:
    """More for a view that takes a file, if what comes can be one."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view in _larger and request.mimetype == "multipart/form-data":
        request.max_content_length = _larger[view]


def _compress(response: Response) -> Response:
    """What is short travels as it is, and in no other form: it need not be asked which forms a browser reads."""
    length = response.content_length
    return response if length is not None and length < WORTH_COMPRESSING else compress.after_request(response)


def _refuse_odd_forms() -> None:
    """Forms that no page of ours sends: with thousands of fields, or with one that has no name."""
    if request.method != "POST":
        return
    if None in request.form:
        abort(400)
    if len(request.form) > MOST_FIELDS or _cut_off():
        abort(413)


def _cut_off() -> bool:
    """Whether a body without a length goes on where Werkzeug stopped reading it."""
    endless = request.content_length is None and request.environ.get("wsgi.input_terminated")
    return bool(endless and request.environ["wsgi.input"].read(1))
