"""Agreement between bodies that rate the same items: how far they agree, where not, and who stands apart.

Needs numpy. Levels are float64 arrays, items down and bodies across, NaN for a blank. A measure that has no
answer says why (`Undefined`): ratings that are all equal have no alpha and no W, neither 0 nor 1.

    measures    a number, or the reason why there is none
    ratings     rows of item, body and level, checked, as one array
    peaks       van der Eijk's A, Tastle and Wierman's consensus, Leik's D, Blair and Lacy's l²: of frequencies
    spread      r_wg, a_wg, spread, deviation, interquartile range, share in the mode: of one item
    alpha       Krippendorff's alpha           bootstrap   its interval
    chance      Fleiss' kappa, Gwet's AC1      concordance Kendall's W
    bodies      leniency, who deviates, which two bodies differ most
    report      all of it, per item and per dimension
"""
