"""The settings: one table of name, default and meaning, read from the environment as COHERENCE_<NAME>."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import limits
from limits import RateLimitItem

PREFIX = "COHERENCE_"
SHORTEST_KEY = 32


class SettingError(Exception):
    """A setting that cannot be used; the message names it and says what is allowed."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str

    @property
    def variable(self) -> str:
        return PREFIX + self.name


SETTINGS = (
    Setting("DATA", "instance", "Folder for the database, its write lock and the secret key; made if missing."),
    Setting(
        "DATABASE_URL",
        "",
        "SQLAlchemy address of the database. Empty: the file coherence.db in the data folder. "
        "PostgreSQL: postgresql+psycopg://user:password@host/name (install coherence[postgres]).",
    ),
    Setting(
        "SECRET_KEY",
        "",
        f"Signs cookies and forms, at least {SHORTEST_KEY} characters. Empty: made once and kept in the data folder.",
    ),
    Setting(
        "HTTPS",
        "off",
        "on when people reach the server by https: cookies become Secure and browsers are told to stay with https.",
    ),
    Setting("HOSTS", "", "Host names that are answered, separated by commas. Empty: any."),
    Setting("PROXIES", "0", "How many reverse proxies stand in front and set X-Forwarded-For and -Proto."),
    Setting("START_LIMIT", "60 per hour", "How many assessments one address may start."),
)


@dataclass(frozen=True)
class Settings:
    """The settings, checked and typed."""

    data: Path
    database_url: str
    secret_key: str
    https: bool
    hosts: tuple[str, ...]
    proxies: int
    start_limit: RateLimitItem


def read(environment: Mapping[str, str] = os.environ, **given: str) -> Settings:
    """Settings from the environment; `given` (lower-case names) comes first. Makes the data folder."""
    values = {s.name.lower(): given.get(s.name.lower()) or environment.get(s.variable) or s.default for s in SETTINGS}
    data = Path(values["data"]).resolve()
    data.mkdir(parents=True, exist_ok=True)
    return Settings(
        data=data,
        database_url=values["database_url"] or f"sqlite:///{data / 'coherence.db'}",
        secret_key=_secret_key(values["secret_key"], data),
        https=_switch("HTTPS", values["https"]),
        hosts=tuple(host.strip() for host in values["hosts"].split(",") if host.strip()),
        proxies=_count("PROXIES", values["proxies"]),
        start_limit=_limit("START_LIMIT", values["start_limit"]),
    )


def _switch(name: str, value: str) -> bool:
    if value not in ("on", "off"):
        raise SettingError(f"{PREFIX}{name} is {value!r}; allowed: on, off")
    return value == "on"


def _count(name: str, value: str) -> int:
    if not value.isdecimal():
        raise SettingError(f"{PREFIX}{name} is {value!r}; allowed: a whole number from 0")
    return int(value)


def _limit(name: str, value: str) -> RateLimitItem:
    try:
        return limits.parse(value)
    except ValueError as error:
        raise SettingError(f"{PREFIX}{name} is {value!r}; allowed: a rate, such as 60 per hour") from error


def _secret_key(value: str, data: Path) -> str:
    if value and len(value) < SHORTEST_KEY:
        raise SettingError(f"{PREFIX}SECRET_KEY has {len(value)} characters; allowed: {SHORTEST_KEY} or more")
    return value or _kept_key(data / "secret-key")


def _kept_key(file: Path) -> str:
    """The key in `file`; made on first use, by exactly one of the processes that start together."""
    made = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as target:
            target.write(secrets.token_urlsafe(48))
        try:
            os.link(made, file)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return file.read_text().strip()
