"""The secret in a link: made once, shown once, stored only as a hash."""

import hashlib
import secrets

TOKEN_BYTES = 20


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    """What is stored of a link's token: enough to recognise it, useless to whoever reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()
