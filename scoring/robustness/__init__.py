"""Robustness: how far scores and ranks depend on choices that could have been made otherwise.

Needs numpy. Source: OECD/JRC Handbook (2008), step 7; Saisana, Saltelli and Tarantola, J. R. Stat. Soc. A 168 (2005).

    choices      what could have been chosen       study      all choices and the tables and rules they lead to
    weighing     weights that vary                 composite  a study from the choices of a composite indicator
    replicate    Monte Carlo: the study, n times   summary    intervals of scores and ranks, P(rank <= m)
    pairs        who is above whom, robustly       estimators, sensitivity   Sobol: which choice matters
    dropping     the result without each element   frames     labelled tables (pandas)
"""
