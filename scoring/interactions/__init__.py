"""Interactions between policies: a square matrix of how strongly each helps or hinders each other. Needs numpy.

    matrix      the matrix, -3 to +3, checked; strengths only
    influence   strength given and received, net influence with second order
    pairs       synergies and trade-offs, apart
    micmac      indirect influence by powers of the matrix; DEMATEL
    scorers     two scorers per cell: how far they agree, and one matrix made of two

A row acts, a column is acted upon: values[i, j] is what i does to j. Source of the scale: Nilsson, Griggs and
Visbeck, Map the interactions between Sustainable Development Goals, Nature 534 (2016): +3 indivisible,
+2 reinforcing, +1 enabling, 0 consistent, -1 constraining, -2 counteracting, -3 cancelling.
"""
