"""The response headers that keep a browser from doing what no page here needs."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from coherence.config import Settings

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
    headers = ALWAYS | ({"Strict-Transport-Security": f"max-age={YEAR}"} if settings.https else {})

    @app.after_request
    def _add(response: Response) -> Response:
        response.headers.extend(headers)
        response.headers["Cache-Control"] = _caching(response)
        return response

    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]


def _caching(response: Response) -> str:
    """Static files carry their version in the address; everything else may be private, and is not kept."""
    versioned = request.endpoint == "static" and "v" in request.args and response.status_code in (200, 304)
    return f"public, max-age={YEAR}, immutable" if versioned else "no-store"
