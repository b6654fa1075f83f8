"""What a browser fetches to show a section: bytes on the wire and requests, with an empty and with a filled cache.

Needs Chromium: `python -m benchmarks.weight [--chromium /path/to/chromium] --json figures.json`
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks import assessments, databases, servers

LANGUAGES = ("en", "fr", "ar")
QUIET = 1000  # milliseconds in which late requests show up
COLD_BYTES, COLD_REQUESTS = 60_000, 5
NO_DICTIONARIES = ("--disable-features=CompressionDictionaryTransport",)
WARM_BYTES, WARM_REQUESTS = 6_000, 1


@dataclass
class Weight:
    """What went over the wire for one view of a page."""

    bytes: int = 0
    requests: int = 0
    addresses: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default=_chromium(), help="default: the PATH's, or Playwright's own")
    parser.add_argument(
        "--without-dictionaries", action="store_true", help="as browsers that keep none of a section's words"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weight") as name, databases.database("sqlite", Path(name)) as url:
        data = Path(name, "data")
        [token] = assessments.start(url, data, 1)
        with servers.running(servers.coherence(data, database_url=url)) as server:
            addresses = {tag: f"{server.url}/{tag}/a/{token}/sections/{assessments.SECTION}" for tag in LANGUAGES}
            found = _weigh_all(addresses, options.chromium, NO_DICTIONARIES if options.without_dictionaries else ())
    good = [_report(tag, *weights) for tag, weights in found.items()]
    if options.json:
        figures = {tag: {"cold": asdict(cold), "warm": asdict(warm)} for tag, (cold, warm) in found.items()}
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    sys.exit(0 if all(good) else 1)


def _chromium() -> str | None:
    """The browser as people have it, else the shell without a window, which asks for dictionaries later or never."""
    return shutil.which("chromium") or shutil.which("chromium-headless-shell")


def _weigh_all(
    addresses: dict[str, str], chromium: str | None, arguments: Sequence[str]
) -> dict[str, tuple[Weight, Weight]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *arguments])
        try:
            return {tag: _weigh(browser, address) for tag, address in addresses.items()}
        finally:
            browser.close()


def _weigh(browser: Browser, address: str) -> tuple[Weight, Weight]:
    """Cold: a new profile. Warm: the same page again in it."""
    with browser.new_context() as profile:
        return _view(profile, address), _view(profile, address)


def _view(profile: BrowserContext, address: str) -> Weight:
    page = profile.new_page()
    network = profile.new_cdp_session(page)
    sent: dict[str, str] = {}
    received: dict[str, int] = {}
    kept: set[str] = set()
    network.on("Network.requestWillBeSent", lambda event: sent.update({event["requestId"]: event["request"]["url"]}))
    network.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    network.on("Network.responseReceived", lambda event: _keep(kept, event))
    network.on(
        "Network.loadingFinished",
        lambda event: received.update({event["requestId"]: event["encodedDataLength"]}),
    )
    network.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(QUIET)
    page.close()
    wire = {number: url for number, url in sent.items() if url.startswith("http") and number not in kept}
    return Weight(
        bytes=round(sum(received.get(number, 0) for number in wire)),
        requests=len(wire),
        addresses=["/".join(urlsplit(url).path.split("/")[-2:])[:40] for url in wire.values()],
        foreign=sorted({urlsplit(url).netloc for url in wire.values()} - {urlsplit(address).netloc}),
    )


def _keep(kept: set[str], event: dict) -> None:
    if event["response"].get("fromDiskCache"):
        kept.add(event["requestId"])


def _report(tag: str, cold: Weight, warm: Weight) -> bool:
    good = (
        cold.bytes < COLD_BYTES
        and cold.requests <= COLD_REQUESTS
        and warm.bytes < WARM_BYTES
        and warm.requests <= WARM_REQUESTS
        and not cold.foreign + warm.foreign
    )
    views = "  ".join(f"{name} {w.bytes:6} bytes {w.requests} requests" for name, w in (("cold", cold), ("warm", warm)))
    print(f"{'good' if good else 'OVER'}  {tag}  {views}  foreign hosts {len(cold.foreign + warm.foreign)}")
    print(f"      cold: {', '.join(cold.addresses)}   warm: {', '.join(warm.addresses)}")
    return good


if __name__ == "__main__":
    main()
