"""Cases of a test of which only some are tried with every run."""

import pytest


def seldom(cases, often):
    """All of them, those that are not among `often` left to `make thorough`. A case of several values is a tuple."""
    marks = {True: (), False: pytest.mark.thorough}
    together = [(case, case if isinstance(case, tuple) else (case,)) for case in cases]
    return [pytest.param(*values, marks=marks[case in often]) for case, values in together]
