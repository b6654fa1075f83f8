"""Requests that nobody should send, and the headers that every page should have. One line for each check.

Starts `coherence serve` as for people who come by https, sends fewer than 500 requests, ends within two minutes.
`python -m benchmarks.faults.probe [--only slow_bodies]`
"""

import argparse
import contextlib
import gzip
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import assessments
from benchmarks.browser import Browser
from benchmarks.faults.target import LOST, Target, target
from benchmarks.servers import HOST

Check = Callable[["Probe"], tuple[bool, object]]
LEAK = re.compile(r"Traceback|werkzeug\.debug|sqlite3\.|psycopg|sqlalchemy|site-packages|File \"/", re.IGNORECASE)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REFUSED = (400, 403, 405, 408, 413)
SLOW_CLIENTS = 120
SOON = 2  # seconds
CHECKS: list[Check] = []


class Probe:
    """The server, and requests to its start page for an assessment: the page that anybody can send a form to."""

    def __init__(self, tried: Target) -> None:
        self.port = tried.server.port
        self.page = f"/en/start/{assessments.QUESTIONNAIRE}"
        self.private = f"/en/a/{tried.tokens[0]}/"
        answer = Browser(self.port).get(self.page)
        self.headers, self.html, self.policy = answer.headers, answer.text, answer.headers["Content-Security-Policy"]

    def raw(self, first: str, *headers: str, body: bytes = b"") -> tuple[int, str]:
        """Status and whole text of the answer to these very bytes; status 0 for a closed connection."""
        lines = (first, *headers, "Connection: close", "", "")
        received = b""
        with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), timeout=10) as connection:
            connection.sendall("\r\n".join(lines).encode() + body)
            while part := connection.recv(65536):
                received += part
        text = received.decode("latin-1")
        return int(text.split(" ", 2)[1]) if text.startswith("HTTP/1.") else 0, text

    def get(self, path: str, *headers: str) -> tuple[int, str]:
        return self.raw(f"GET {path} HTTP/1.1", f"Host: {HOST}", *headers)

    def post(self, body: bytes, **headers: str) -> tuple[int | str, float]:
        """Status, or the name of the error, and the seconds it took."""
        began = time.perf_counter()
        try:
            status: int | str = Browser(self.port).send("POST", self.page, body, FORM | headers).status
        except LOST as error:
            status = type(error).__name__
        return status, round(time.perf_counter() - began, 2)


def check(function: Check) -> Check:
    CHECKS.append(function)
    return function


@check
def scripts_and_frames_are_limited(probe: Probe) -> tuple[bool, object]:
    needed = ("default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri", "frame-ancestors 'none'")
    return all(part in probe.policy for part in needed) and "unsafe" not in probe.policy, probe.policy


@check
def headers_protect(probe: Probe) -> tuple[bool, object]:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Type": "text/html; charset=utf-8",
    }
    other = {name: probe.headers[name] for name, value in wanted.items() if probe.headers[name] != value}
    return not other and "max-age=" in (probe.headers["Strict-Transport-Security"] or ""), other


@check
def no_version_is_told(probe: Probe) -> tuple[bool, object]:
    told = f"{probe.headers['Server']} {probe.headers['X-Powered-By']}"
    return not re.search(r"\d+\.\d+", told), told


@check
def cookies_are_guarded(probe: Probe) -> tuple[bool, object]:
    cookies = probe.headers.get_all("Set-Cookie") or []
    marks = ("__Host-", "Secure", "HttpOnly", "SameSite=Lax")
    return bool(cookies) and all(mark in cookie for cookie in cookies for mark in marks), len(cookies)


@check
def private_pages_are_not_kept(probe: Probe) -> tuple[bool, object]:
    kept = Browser(probe.port).get(probe.private).headers["Cache-Control"]
    return kept == "no-store", kept


@check
def nothing_comes_from_elsewhere(probe: Probe) -> tuple[bool, object]:
    found = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="((?:https?:)?//[^"]+)', probe.html)
    return not found, found


@check
def host_header_is_not_believed(probe: Probe) -> tuple[bool, object]:
    status, text = probe.raw(f"GET {probe.page} HTTP/1.1", "Host: evil.example")
    return "evil.example" not in text and status < 500, status


@check
def forwarded_headers_are_not_believed(probe: Probe) -> tuple[bool, object]:
    forged = ("X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher", "X-Forwarded-Prefix: //evil.example")
    status, text = probe.get(probe.page, *forged)
    return "evil.example" not in text and status < 500, status


@check
def other_origins_may_not_read(probe: Probe) -> tuple[bool, object]:
    _, text = probe.get(probe.page, "Origin: https://evil.example")
    return "access-control-allow-origin" not in text.lower(), ""


@check
def strange_methods_are_refused(probe: Probe) -> tuple[bool, object]:
    found = [
        probe.raw(f"{method} {probe.page} HTTP/1.1", f"Host: {HOST}", "X-Mark: zzz") for method in ("TRACE", "FOO")
    ]
    return all(400 <= status < 500 and "zzz" not in text for status, text in found), [status for status, _ in found]


@check
def two_lengths_are_refused(probe: Probe) -> tuple[bool, object]:
    both = ("Content-Length: 6", "Transfer-Encoding: chunked")
    status, _ = probe.raw(f"POST {probe.page} HTTP/1.1", f"Host: {HOST}", *both, body=b"0\r\n\r\nG")
    return status >= 400 or status == 0, status


@check
def other_files_are_out_of_reach(probe: Probe) -> tuple[bool, object]:
    up = ("../" * 4, "%2e%2e/" * 4, "..%2f" * 4, "..%5c" * 4, "/")
    paths = [f"/static/{way}etc/passwd" for way in up]
    paths += [
        "/.git/HEAD",
        "/.env",
        "/console",
        "/debug",
        "/static/",
        "/instance/coherence.db",
        "/secret-key",
        "/metrics",
    ]
    answers = {path: probe.get(path) for path in paths}
    bad = [path for path, (status, text) in answers.items() if status in (0, 200, 500) or "root:" in text]
    return not bad, bad


@check
def strange_addresses_are_no_errors(probe: Probe) -> tuple[bool, object]:
    many = "&".join(f"k{number}=v" for number in range(3000))
    queries = ("a=%00", "a=%ff", many, "a=" + "A" * 7000, "lang=../../etc", "page=-1&id=" + "9" * 30, "a=%E2%80%AE")
    paths = ["/%00", "/%ff%fe", "/" + "a/" * 2000, "/en/a/%00/", "/en/a/" + "x" * 3000, f"{probe.private}sections/%00"]
    answers = {path[:40]: probe.get(path) for path in paths + [f"{probe.page}?{query}" for query in queries]}
    bad = [path for path, (status, text) in answers.items() if not 200 <= status < 500 or LEAK.search(text)]
    return not bad, bad


@check
def large_headers_are_no_errors(probe: Probe) -> tuple[bool, object]:
    languages = ",".join(f"zz-{number};q=0.{number % 9}" for number in range(700))
    found = [
        probe.get(probe.page, "X-Large: " + "A" * 70_000)[0],
        probe.get(probe.page, f"Accept-Language: {languages}", "Cookie: __Host-session=" + "A" * 3000)[0],
        probe.get(probe.page, "Cookie: " + "x=%ff; " * 300)[0],
    ]
    return all(200 <= status < 500 for status in found), found


@check
def many_parts_are_refused(probe: Probe) -> tuple[bool, object]:
    part = b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n'
    body = b"".join(part % number for number in range(20_000)) + b"--x--\r\n"
    status, seconds = probe.post(body, **{"Content-Type": "multipart/form-data; boundary=x"})
    return _refused(status) and seconds < SOON, (status, seconds)


@check
def many_fields_are_refused(probe: Probe) -> tuple[bool, object]:
    found = [probe.post("&".join(f"a{n}=1" for n in range(count)).encode()) for count in (100_000, 30_000)]
    return all(_refused(status) and seconds < SOON for status, seconds in found), found


@check
def bombs_do_not_go_off(probe: Probe) -> tuple[bool, object]:
    found = [
        probe.post(b"[" * 200_000, **{"Content-Type": "application/json"}),
        probe.post(gzip.compress(b"a" * (64 << 20))[:200_000], **{"Content-Encoding": "gzip"}),
    ]
    return all(_refused(status) and seconds < SOON for status, seconds in found), found


@check
def large_bodies_are_refused_at_once(probe: Probe) -> tuple[bool, object]:
    status, seconds = probe.post(b"a" * (20 << 20))
    return _refused(status) and seconds < SOON, (status, seconds)


@check
def forms_without_token_are_refused(probe: Probe) -> tuple[bool, object]:
    status, _ = probe.post(b"unit=Utopia")
    return status == 403, status


@check
def slow_bodies_do_not_block(probe: Probe) -> tuple[bool, object]:
    request = f"POST {probe.page} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 1000\r\n\r\nab"
    return _served_beside(probe, request.encode())


@check
def slow_headers_do_not_block(probe: Probe) -> tuple[bool, object]:
    return _served_beside(probe, f"GET {probe.page} HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())


@check
def open_connections_do_not_block(probe: Probe) -> tuple[bool, object]:
    return _served_beside(probe, b"")


def _served_beside(probe: Probe, beginning: bytes) -> tuple[bool, object]:
    """Whether a page comes soon while so many clients have begun a request and do not go on."""
    with contextlib.ExitStack() as slow:
        for _ in range(SLOW_CLIENTS):
            connection = slow.enter_context(socket.create_connection((HOST, probe.port), timeout=SOON))
            connection.sendall(beginning)
        time.sleep(1)
        began = time.perf_counter()
        status, _ = probe.get(probe.page)
        seconds = round(time.perf_counter() - began, 2)
    return status == 200 and seconds < SOON, (status, seconds)


def _refused(status: int | str) -> bool:
    """Refused, or hung up on while it was still sending."""
    return status in REFUSED or status in ("BrokenPipeError", "ConnectionResetError", "RemoteDisconnected")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="checks with this word in their name")
    options = parser.parse_args()
    wanted = [function for function in CHECKS if options.only in function.__name__]
    with tempfile.TemporaryDirectory(prefix="probe") as folder, target(Path(folder), 1, https="on") as tried:
        tried.server.start()
        passed = [_report(function, Probe(tried)) for function in wanted]
    print(f"{sum(passed)} of {len(passed)} passed")
    sys.exit(0 if all(passed) else 1)


def _report(function: Check, probe: Probe) -> bool:
    good, evidence = function(probe)
    print("pass" if good else "FAIL", function.__name__.replace("_", " "), "|", str(evidence)[:120], flush=True)
    return good


if __name__ == "__main__":
    main()
