"""The response headers that keep a browser from doing what no page here needs."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from coherence.config import Settings

Headers: TypeAlias = list[tuple[str, str]]

YEAR = 365 * 24 * 60 * 60
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask, settings: Settings) -> None:
    always = ALWAYS | ({"Strict-Transport-Security": f"max-age={YEAR}"} if settings.https else {})
    app.wsgi_app = _with(list(always.items()), app.wsgi_app)  # type: ignore[method-assign]

    @app.after_request
    def _add_caching(response: Response) -> Response:
        response.headers["Cache-Control"] = _caching(response)
        return response

    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]


def _with(always: Headers, inner: WSGIApplication) -> WSGIApplication:
    """The application with these headers on every answer, whatever becomes of it inside."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *error: Any) -> Callable[[bytes], object]:
            return start_response(status, headers + always, *error)

        return inner(environ, start)

    return application


def _caching(response: Response) -> str:
    """What carries its version or digest in the address may be kept; everything else may be private, and is not."""
    versioned = request.endpoint == "dictionaries.words" or (request.endpoint == "static" and "v" in request.args)
    return f"public, max-age={YEAR}, immutable" if versioned and response.status_code in (200, 304) else "no-store"
