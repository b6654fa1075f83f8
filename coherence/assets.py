"""The files that pages load: those that belong together in one piece, compressed once and as small as can be."""

import gzip
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

import brotli
from flask import Flask, Response, abort, request

FOLDER = Path(__file__).parent / "static"
TOGETHER = {
    "site.css": ("vendor/bootstrap.min.css", "css/app.css"),
    "site.rtl.css": ("vendor/bootstrap.rtl.min.css", "css/app.css"),
}
TYPES = {".css": "text/css", ".js": "text/javascript"}
ADDRESS = "/static/"
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=11),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
    "identity": lambda content: content,
}
_packing: defaultdict[str, Lock] = defaultdict(Lock)


def init_app(app: Flask) -> None:
    app.add_url_rule(f"{ADDRESS}<path:filename>", "static", _file)
    app.jinja_env.globals.update(asset=asset)


def asset(name: str) -> str:
    """The address of a file that pages load; it changes with the file, so that browsers may keep it for a year."""
    return f"{request.root_path}{ADDRESS}{name}?v={_digest(name)[:12]}"


@cache
def _files() -> dict[str, tuple[str, ...]]:
    """What there is, by name, and which files make it up."""
    found = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in TYPES)
    return {name: (name,) for name in found} | TOGETHER


def _content(name: str) -> bytes:
    return b"\n".join(FOLDER.joinpath(part).read_bytes() for part in _files()[name])


@cache
def _digest(name: str) -> str:
    return sha256(_content(name)).hexdigest()


def _packed(name: str, encoding: str) -> bytes:
    # Half a second of work for a style sheet: visitors who come together wait for one result.
    with _packing[name]:
        return _packed_once(name, encoding)


@cache
def _packed_once(name: str, encoding: str) -> bytes:
    return PACKED[encoding](_content(name))


def _file(filename: str) -> Response:
    if filename not in _files():
        abort(404)
    encoding = request.accept_encodings.best_match(PACKED, default="identity")
    response = Response(_packed(filename, encoding), content_type=f"{TYPES[Path(filename).suffix]}; charset=utf-8")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{_digest(filename)}:{encoding}")
    return response.make_conditional(request)
