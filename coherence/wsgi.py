"""For servers that want an application object: `gunicorn --preload coherence.wsgi:app`."""

import contextlib
import gc

from babel import localedata
from babel.core import get_global
from sqlalchemy.exc import DBAPIError

from coherence import create_app, prepared
from coherence.editions import queries as editions
from coherence.memory import give_back
from coherence.questionnaire import QuestionnaireError

app = create_app()
engine = app.extensions["database"].engine

# Loaded before the server forks, and left alone by the garbage collector: its processes share this memory.
editions.library()
get_global("likely_subtags")
localedata.load("root")
# A database that is not there yet, or an edition that cannot be read, is met by those who ask for it.
with app.app_context(), contextlib.suppress(DBAPIError, QuestionnaireError):
    editions.read_stored()
prepared.write_all(engine.dialect)
app.test_client().get("/en/")  # what else every page needs
engine.dispose()
gc.collect()
give_back()
gc.freeze()
