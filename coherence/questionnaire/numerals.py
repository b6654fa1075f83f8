"""Numbers as people type them: decimal point or comma, digits of any script; never a silent guess."""

import math
import re
import unicodedata

MAX_LENGTH = 40
SIGNS = str.maketrans({
    "\u066b": ".", "\uff0e": ".",  # Arabic decimal separator, full-width stop
    "\u060c": ",", "\uff0c": ",",  # Arabic and full-width comma
    "\u2212": "-", "\uff0d": "-", "\uff0b": "+",  # minus sign, full-width signs
})  # fmt: skip
NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
AMBIGUOUS = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
EXAMPLE = "a number such as 12.5 or 12,5 is needed"


def number(text: str) -> float:
    """The number that was typed; ValueError with what is allowed when it is none or could be two.

    "1,000" may mean one or a thousand, so it is refused; 0,125 and 1234,567 can only be decimals.
    """
    typed = text.strip()
    if len(typed) > MAX_LENGTH:
        raise ValueError(f"{EXAMPLE}, of at most {MAX_LENGTH} characters; found {len(typed)}")
    plain = digits(typed).translate(SIGNS)
    if AMBIGUOUS.fullmatch(plain):
        whole, point = plain.replace(",", ""), plain.replace(",", ".")
        raise ValueError(f'"{typed}" could mean {whole} or {point}; write {whole} or {point}')
    if not NUMBER.fullmatch(plain):
        raise ValueError(f'{EXAMPLE}, without anything to separate thousands; found "{typed}"')
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(f'{EXAMPLE}; "{typed}" is too large')
    return value


def whole(text: str) -> int:
    """The whole number that was typed; ValueError when it is none."""
    plain = digits(text.strip())
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise ValueError(f'a whole number is needed; found "{text.strip()[:MAX_LENGTH]}"')
    return int(plain)


def digits(text: str) -> str:
    """Decimal digits of every script as 0-9, everything else unchanged."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)
