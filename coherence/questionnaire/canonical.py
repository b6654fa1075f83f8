"""One text for one value, whatever the order of its keys: what digests are made of."""

import hashlib
import json


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, letters as they are. ValueError for numbers that JSON does not have."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    """In hexadecimal, of the text's UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
