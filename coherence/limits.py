"""What one request, and one address, may ask of the server; and how answers travel small."""

from flask import Flask, abort, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from coherence.config import Settings

LARGEST_BODY = 256 * 1024
MOST_FIELDS = 5000

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")
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
        START_LIMIT=settings.start_limit,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_LEVEL=5,
    )
    app.before_request(_refuse_odd_forms)
    csrf.init_app(app)
    limiter.init_app(app)
    compress.init_app(app)


def _refuse_odd_forms() -> None:
    """Forms that no page of ours sends: with thousands of fields, or with one that has no name."""
    if None in request.form:
        abort(400)
    if len(request.form) > MOST_FIELDS or _cut_off():
        abort(413)


def _cut_off() -> bool:
    """Whether a body without a length goes on where Werkzeug stopped reading it."""
    endless = request.content_length is None and request.environ.get("wsgi.input_terminated")
    return bool(endless and request.environ["wsgi.input"].read(1))
