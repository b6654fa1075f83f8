"""For servers that want an application object: `gunicorn coherence.wsgi:app`."""

from coherence import create_app

app = create_app()
