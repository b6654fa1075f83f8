"""The guard: every compared figure passes here, on the screen, in files and through the API.

`guard` takes the values of a group and gives back a decision with its reason and the figures that may be shown.
It does not ask who reads: a figure that is withheld on one page and stands in another file is not withheld. So
every reader is taken to be a member of the group who knows its own value, and everything published before to be
known to all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum
from types import MappingProxyType

from scoring.benchmarks.differencing import TooManySets, exposed, follows
from scoring.benchmarks.figures import FIGURES, Needs, position
from scoring.benchmarks.peers import Peers
from scoring.benchmarks.policy import Decision, Figure, Guarded, Policy, Reason, Release
from scoring.rounding import rounded


def guard(
    peers: Peers,
    policy: Policy,
    released: Sequence[Release] = (),
    *,
    reader: str | None = None,
    target: float | None = None,
) -> Guarded:
    """Decide on a group, and give the figures of it that may be shown.

    The group is withheld, and all its figures with it, when of the units that do not publish their scores
    - there are fewer than `policy.least` (too-few);
    - one has more than `policy.largest_share` of the weight, or of sum(weight x |value|), or all of them but at
      most one have the same value, to 9 decimals, so that a reader could tell what all others have (dominance);
    - a set of fewer than `policy.least`, or a group withheld for dominance, could be worked out from this and the
      earlier releases of the same measure, in any combination (differencing; see `differencing.exposed`).
    A group all of whose units publish is always shown. In a group that is shown, a quantile is withheld for want of
    units beside it (too-few), and the lowest and highest value unless all units publish (single-value).

    reader: a member of the group; adds its own rank, percentile rank (mid-rank) and gaps, which are for that unit's
    eyes only and must never be put together for several units. ValueError when it has no value there.
    target: adds the gap to it. Units without a value are in no group. The decision depends neither on
    reader nor on target.
    """
    decision = decide(peers, policy, released)
    hidden = sum(unit not in policy.public for unit in peers.values)
    found = {name: _figure(decision, figure.needs, hidden, policy) for name, figure in FIGURES.items()}
    own = {} if reader is None else position(peers, reader, target)
    found |= {name: _figure(decision, needs, hidden, policy) for name, (needs, _) in own.items()}
    values = {name: figure.compute(peers) for name, figure in FIGURES.items()} if decision.shown else {}
    values |= {name: value for name, (_, value) in own.items()}
    figures = {name: Figure(values[name] if _open(why) else None, why) for name, why in found.items()}
    return Guarded(peers.name, peers.measure, decision, MappingProxyType(figures), release(peers, decision))


def release(peers: Peers, decision: Decision) -> Release | None:
    """What is to be kept of a group after that decision on it; None for nothing."""
    kept = decision.shown or decision.reason is Reason.DOMINANCE
    return Release(peers.measure, MappingProxyType(dict(peers.values)), decision.shown) if kept else None


def _open(reason: Reason) -> bool:
    return reason in (Reason.SHOWN, Reason.PUBLIC)


def _figure(decision: Decision, needs: Needs, hidden: int, policy: Policy) -> Reason:
    """The reason for one figure, given the decision on its group."""
    if not decision.shown or decision.reason is Reason.PUBLIC:
        return decision.reason
    if needs.single:
        return Reason.SINGLE_VALUE
    return Reason.TOO_FEW if rounded(hidden * needs.share) < policy.part and needs.share else Reason.SHOWN


def decide(peers: Peers, policy: Policy, released: Sequence[Release] = ()) -> Decision:
    """The decision of `guard`, without the figures."""
    hidden = without_public(peers.values, policy)
    if peers.values and not hidden:
        return Decision(True, Reason.PUBLIC, "all units publish their scores")
    if len(hidden) < policy.least:
        return Decision(False, Reason.TOO_FEW, f"{len(hidden)} units that do not publish; {policy.least} are needed")
    dominated = _dominance(peers, hidden, policy)
    if dominated:
        return Decision(False, Reason.DOMINANCE, dominated)
    together = _together(peers.measure, hidden, policy, released)
    if together:
        return Decision(False, Reason.DIFFERENCING, together)
    return Decision(True, Reason.SHOWN, f"{len(hidden)} units that do not publish")


def _dominance(peers: Peers, hidden: Mapping[str, float], policy: Policy) -> str:
    """What shows through, or nothing."""
    weights = {unit: peers.weight(unit) for unit in hidden}
    amounts = {unit: weights[unit] * abs(value) for unit, value in hidden.items()}
    for what, shares in (("weight", weights), ("weight x value", amounts)):
        unit = max(sorted(shares), key=lambda name: shares[name])
        share = shares[unit] / (fsum(shares.values()) or 1.0)
        if rounded(share) > rounded(policy.largest_share):
            return f"{unit} has {share:.0%} of the {what}; at most {policy.largest_share:.0%} is allowed"
    equals = Counter(rounded(value) for value in hidden.values())
    if max(equals.values()) >= len(hidden) - 1:
        return "all units, or all but one, have the same value"
    return ""


def _together(measure: str, hidden: Mapping[str, float], policy: Policy, released: Sequence[Release]) -> str:
    """What could be worked out with the earlier releases, or nothing."""
    same = [
        (release.shown, without_public(release.values, policy)) for release in released if release.measure == measure
    ]
    earlier = [values for shown, values in same if shown]
    if hidden in earlier:
        return ""
    try:
        found = exposed([*earlier, hidden], policy.least)
    except TooManySets:
        return "too many overlapping groups were released to check what they tell together"
    if found:
        return f"with earlier releases, a sum of {', '.join(sorted(found))} alone could be worked out"
    for values in (values for shown, values in same if values and not shown):
        if follows([*earlier, hidden], values) and not follows(earlier, values):
            return f"with earlier releases, the withheld sum of {', '.join(sorted(values))} could be worked out"
    return ""


def without_public(values: Mapping[str, float], policy: Policy) -> dict[str, float]:
    """Without those that everybody knows."""
    return {unit: value for unit, value in values.items() if unit not in policy.public}
