"""Benchmarks: where a unit stands among others, and what of it may be shown. Needs numpy.

statistics   quantiles, percentile ranks, gaps, z-scores: figures, not yet fit to be shown
peers        groups of units that are compared
guard        the one function that every compared figure passes, on screen, in files and through the API
differencing what can be worked out from several releases together
table        many groups through the guard at once

table = guarded_table(peer_groups("overall", scores, {"region": regions}), Policy(least=5), released)
table.rows()        # figures, or nothing and the reason
table.releases      # to be kept: the next table is judged together with them
"""
