"""Every address of the application, made from its own routes: a new route is attacked without being asked."""

import re
from dataclasses import dataclass
from itertools import product

from flask import Flask

from coherence.documents.formats import FORMATS as REPORTS
from coherence.paper import FORMATS
from coherence.questionnaire import Questionnaire
from coherence.tokens import hashed
from tests.assessments.conftest import QUESTIONNAIRE

DICTIONARIES = "dictionaries.words"
NUMBERS = ("overall", "horizontal", "vertical-local", "vertical-international")


@dataclass(frozen=True)
class Address:
    """One address, its route, and the names of what varies in it."""

    url: str
    route: str
    arguments: frozenset[str]


def addresses(
    app: Flask, method: str, token: str, questionnaire: Questionnaire, languages: tuple[str, ...] = ("en",)
) -> list[Address]:
    """All addresses that have this method, for an assessment of this questionnaire. A new argument is a KeyError."""
    scored = [part.id for part in questionnaire.items() if part.scored]
    known = {
        "lang": languages,
        "token": (token,),
        "questionnaire_id": (QUESTIONNAIRE,),
        "group_id": tuple(group.id for group in questionnaire.groups),
        "item_id": tuple(item.id for item in questionnaire.items()),
        "node": (*NUMBERS, *(group.id for group in questionnaire.all_groups()), *scored),
        "filename": ("css/app.css",),
        "suffix": tuple(FORMATS),
        "format": tuple(REPORTS),
        "code": (published_code(token),),
        "version": (1,),
    }
    made = app.url_map.bind("localhost")
    found = [
        Address(
            made.build(rule.endpoint, dict(zip(sorted(rule.arguments), values, strict=True)), method),
            rule.rule,
            frozenset(rule.arguments),
        )
        for rule in app.url_map.iter_rules()
        if method in rule.methods and rule.endpoint != DICTIONARIES
        for values in product(*(known[name] for name in sorted(rule.arguments)))
    ]
    return found + (dictionaries(app, token, questionnaire, languages) if method == "GET" else [])


def dictionaries(app: Flask, token: str, questionnaire: Questionnaire, languages: tuple[str, ...]) -> list[Address]:
    """Addresses that only a section tells."""
    (rule,) = app.url_map.iter_rules(DICTIONARIES)
    client, host = app.test_client(), (app.config["TRUSTED_HOSTS"] or ["localhost"])[0]
    pages = [
        client.get(f"/{tag}/a/{token}/sections/{group.id}", headers={"Host": host}).text
        for tag in languages
        for group in questionnaire.groups
    ]
    links = [re.search(r'<link rel="compression-dictionary" href="([^"]+)">', page).group(1) for page in pages]
    return [Address(link, rule.rule, frozenset(rule.arguments)) for link in links]


def published_code(token: str) -> str:
    """The published round that an assessment under attack is made with."""
    return f"b{hashed(token)[:20]}"


def one_of_each(found: list[Address]) -> list[Address]:
    """One address of each route."""
    return list({address.route: address for address in found}.values())
