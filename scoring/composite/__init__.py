"""Composite indicators from numbers: from a table of indicators and a framework to scores of every aggregate.

Needs numpy. Arrays are float64 with NaN for missing, units down and elements across; a leading axis of
replications, or several, may stand before. In the order of the steps of the OECD/JRC handbook (2008):

    framework   the tree of elements          screen, impute, denominate, outliers   the data made ready
    structure   correlations, alpha, PCA      normalise      one scale for all
    weights     nominal, effective, fitted    aggregate      from parts to whole
    build       all of it in one call         frames         the same on labelled tables (pandas)
"""
