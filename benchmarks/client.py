"""Users in a closed loop: each sends its next request when the last one is answered. A process of its own.

Reads a plan as JSON from standard input and writes what it measured as JSON to standard output:
`python -m benchmarks.client < plan.json`. `measure` does so from another program.
"""

import asyncio
import json
import re
import resource
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field

import aiohttp

ANSWERS = ("0", "1", "2", "3")
TIMEOUT = aiohttp.ClientTimeout(total=60)
HEADERS = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html,application/xhtml+xml"}


@dataclass(frozen=True)
class Plan:
    """What users do: `page` or `save`; `{user}` in an address stands for the user's own word in `users`."""

    step: str
    server: str
    users: list[str]
    page: str
    save: str = ""
    seconds: float = 6
    warm_up: float = 1.5


@dataclass
class Measured:
    """Latencies in seconds of the steps that went well, and why the others did not."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    client_cpu: float = 0


class User:
    """One user with a connection and cookies of their own."""

    def __init__(self, plan: Plan, word: str, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._page = plan.server + plan.page.format(user=word)
        self._save = plan.server + plan.save.format(user=word, item="{item}")
        self._saves = 0

    async def open(self) -> None:
        """Read the page; remember what a save needs of it: an item, its version and the CSRF token."""
        html = (await self._read()).decode()
        if found := re.search(r'data-item="([^"]+)"', html):
            self._item = found[1]
            self._version = re.search(rf'name="{self._item}-version" value="(\d+)"', html)[1]
            self._token = re.search(r'name="csrf_token" value="([^"]+)"', html)[1]

    async def page(self) -> None:
        await self._read()

    async def save(self) -> None:
        """What the page's script sends when a field is left."""
        self._saves += 1
        values = {
            "version": self._version,
            "client_uuid": str(uuid.uuid4()),
            "value": ANSWERS[self._saves % len(ANSWERS)],
            "reason": "",
            "evidence": "https://example.org/decree-12",
            "comment": f"Agreed in meeting {self._saves:06}",
        }
        data = {f"{self._item}-{name}": value for name, value in values.items()}
        headers = {"X-CSRFToken": self._token, "Accept": "application/json"}
        async with self._http.post(self._save.format(item=self._item), data=data, headers=headers) as response:
            body = await response.read()
            if response.status != 200:
                raise RuntimeError(f"{response.status} {body[:100]!r}")
            self._version = str(json.loads(body)["version"])

    async def _read(self) -> bytes:
        async with self._http.get(self._page) as response:
            body = await response.read()
            if response.status != 200:
                raise RuntimeError(f"{response.status} {body[:100]!r}")
            return body


async def run(plan: Plan) -> Measured:
    sessions = [_session() for _ in plan.users]
    users = [User(plan, word, http) for word, http in zip(plan.users, sessions, strict=True)]
    try:
        await asyncio.gather(*(user.open() for user in users))
        steps = [getattr(user, plan.step) for user in users]
        await _loops(steps, plan.warm_up)
        return await _loops(steps, plan.seconds)
    finally:
        for session in sessions:
            await session.close()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True),  # cookies of an address without a name
        connector=aiohttp.TCPConnector(limit=1),
        timeout=TIMEOUT,
        headers=HEADERS,
    )


async def _loops(steps: list[Callable[[], Awaitable[None]]], seconds: float) -> Measured:
    measured = Measured()
    cpu, began = _cpu(), time.perf_counter()
    await asyncio.gather(*(_loop(step, began + seconds, measured) for step in steps))
    measured.seconds = time.perf_counter() - began
    measured.client_cpu = (_cpu() - cpu) / measured.seconds
    return measured


async def _loop(step: Callable[[], Awaitable[None]], until: float, measured: Measured) -> None:
    while (began := time.perf_counter()) < until:
        try:
            await step()
            measured.latencies.append(time.perf_counter() - began)
        except (aiohttp.ClientError, RuntimeError, TimeoutError) as error:
            measured.errors[f"{type(error).__name__}: {error}"[:160]] += 1
            await asyncio.sleep(0.01)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(plan: Plan) -> Measured:
    """Run the plan in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.client"],
        input=json.dumps(asdict(plan)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return Measured(**found | {"errors": Counter(found["errors"])})


if __name__ == "__main__":
    json.dump(vars(asyncio.run(run(Plan(**json.load(sys.stdin))))), sys.stdout)
