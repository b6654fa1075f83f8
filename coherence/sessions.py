"""Sessions, and the tokens of forms: each signature is worked out when it is first seen, and not at every save.

A page that is open sends the same cookie and the same token with each of its saves; working both out again took a
twelfth of the time of a save.
"""

import time
from functools import lru_cache

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect, generate_csrf, same_origin
from itsdangerous import BadSignature

REMEMBERED = 2_000  # a few hundred bytes each
HOUR = 60 * 60


class Sessions(SecureCookieSessionInterface):
    """Flask's own sessions in signed cookies; whether a cookie is too old is looked at once an hour."""

    def __init__(self, app: Flask) -> None:
        serializer = self.get_signing_serializer(app)
        oldest = int(app.permanent_session_lifetime.total_seconds())

        @lru_cache(maxsize=REMEMBERED)
        def read(cookie: str, _hour: int) -> dict[str, object]:
            return serializer.loads(cookie, max_age=oldest)

        self._read = read

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return self.session_class()
        try:
            return self.session_class(self._read(cookie, int(time.time()) // HOUR))
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Flask asks seven settings about the cookie before it finds that there is none to set."""
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.vary.add("Cookie")


class Protection(CSRFProtect):
    """Flask-WTF's protection of forms. A token that was good for a session stays so: tokens have no time limit."""

    def __init__(self) -> None:
        super().__init__()
        self._good: set[tuple[object, ...]] = set()

    def protect(self, apply_exemptions: bool = False) -> None:
        if request.method == "POST" and self._pair() in self._good and _from_here():
            g.csrf_valid = True
            return
        super().protect(apply_exemptions)
        if g.get("csrf_valid"):
            self._remember(self._pair())

    def _pair(self) -> tuple[object, ...]:
        return current_app.secret_key, session.get("csrf_token"), self._get_csrf_token()

    def _remember(self, pair: tuple[object, ...]) -> None:
        if len(self._good) >= REMEMBERED:
            self._good.clear()
        self._good.add(pair)


def form_token() -> str:
    """The token of forms for this session. It stays the same for an hour, which spares each page a signature."""
    if "csrf_token" not in session:
        return generate_csrf()
    return _token(current_app.secret_key, session["csrf_token"], int(time.time()) // HOUR)


@lru_cache(maxsize=REMEMBERED)
def _token(_key: str, _session: str, _hour: int) -> str:
    return generate_csrf()


def _from_here() -> bool:
    """Over https, Flask-WTF also wants to know that our own page sends the form; that is asked each time."""
    return not request.is_secure or same_origin(request.referrer or "", f"https://{request.host}/")
