"""Coherence: governments assess whether their policies pull in one direction. This file only assembles."""

from collections.abc import Callable

from flask import Flask

from coherence import assets, config, db, errors, headers, home, limits, pages, paths, turns
from coherence.assessments.dictionaries import views as dictionaries
from coherence.assessments.offline import views as offline
from coherence.assessments.views import views as assessments
from coherence.benchmarks.views import views as benchmarks
from coherence.editions.views import views as editions
from coherence.national.views import views as national
from coherence.reports.country.views import views as country
from coherence.reports.views import views as reports
from coherence.rounds.file_views import views as round_files
from coherence.rounds.organiser_views import views as organisers
from coherence.rounds.views import views as rounds
from coherence.units import countries

__version__ = "0.1.0"


def create_app(**given: str) -> Flask:
    """The application; `given` settings (lower-case names) come before those of the environment."""
    settings = config.read(**given)
    app = Flask(__name__, template_folder=str(paths.TEMPLATES), static_folder=None)
    app.ensure_sync = _as_it_is  # type: ignore[method-assign]
    for part in (headers, limits, pages, errors):
        part.init_app(app, settings)
    turns.init_app(app)
    db.init_app(app, settings.database_url)
    countries.init_app(app, settings)
    assets.init_app(app)
    home.init_app(app)
    app.register_blueprint(editions)
    app.register_blueprint(assessments)
    app.register_blueprint(dictionaries)
    app.register_blueprint(offline)
    app.register_blueprint(national)
    app.register_blueprint(reports)
    app.register_blueprint(country)
    app.register_blueprint(rounds)
    app.register_blueprint(round_files)
    app.register_blueprint(organisers)
    app.register_blueprint(benchmarks)
    return app


def _as_it_is(function: Callable[..., object]) -> Callable[..., object]:
    """Nothing here is asynchronous; Flask would look for it eight times in each request."""
    return function
