"""Names that people read: none may hold what they cannot see, for then it can pass for another name."""

import unicodedata

# Controls, bidirectional overrides, line separators, blank letters.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
JOINERS = frozenset("\u200c\u200d")  # Persian and South Asian names are spelt with them
NOT_ALONE = frozenset({"Mn", "Me", "Mc", "Cf", "Zs"})


def visible(name: str) -> bool:
    """Whether every letter of the name can be seen, and one at least stands for itself."""
    return not any(map(_unseen, name)) and not all(unicodedata.category(letter) in NOT_ALONE for letter in name)


def _unseen(letter: str) -> bool:
    return letter in BLANK or (unicodedata.category(letter) in UNSEEN and letter not in JOINERS)
