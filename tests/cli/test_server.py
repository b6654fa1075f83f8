"""`coherence migrate|serve|demo` and the settings: clear words when something does not fit."""

import socket

import pytest
from click.testing import CliRunner

from coherence import config
from coherence.cli import main


def run(*arguments: str, **environment: str):
    return CliRunner().invoke(main, arguments, env=environment)


def test_migrating_is_safe_to_repeat(tmp_path):
    assert "From an empty database to" in run("migrate", COHERENCE_DATA=str(tmp_path)).stdout
    assert "Already at" in run("migrate", COHERENCE_DATA=str(tmp_path)).stdout


def test_serving_a_database_without_tables_is_refused(tmp_path):
    result = run("serve", COHERENCE_DATA=str(tmp_path))
    assert result.exit_code == 2
    assert "Run: coherence migrate" in result.stderr


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("demo", "--port", port, "--data", str(tmp_path))
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("HTTPS", "yes", "on, off"),
        ("PROXIES", "-1", "a whole number"),
        ("START_LIMIT", "sixty", "60 per hour"),
        ("SECRET_KEY", "secret", "32 or more"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_is_allowed(tmp_path, name, value, allowed):
    result = run("migrate", COHERENCE_DATA=str(tmp_path), **{f"COHERENCE_{name}": value})
    assert result.exit_code == 2
    assert allowed in result.stderr
    assert "Traceback" not in result.output


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first, second = config.read({}, data=str(tmp_path)), config.read({}, data=str(tmp_path))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= config.SHORTEST_KEY
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_nothing_leads_to_an_assessment_but_its_link(browser):
    assert not [link for link in browser.get("/en/").links if "/a/" in link]
