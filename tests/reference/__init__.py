"""Comparisons with reference results beside the checkout: `python -m tests.reference`, or as tests.

A module of this package that is no test holds comparisons of one subject, each declared with
`tests.reference.registry.comparison`. It is found by being here.
"""
