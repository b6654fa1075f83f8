"""For servers that want an application object: `gunicorn --preload coherence.wsgi:app`."""

import gc

from coherence import create_app
from coherence.editions import queries as editions

app = create_app()

# Loaded before the server forks, and left alone by the garbage collector: its processes share this memory.
editions.library()
gc.freeze()
