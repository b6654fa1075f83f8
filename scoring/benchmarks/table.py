"""Many groups through the guard, each judged together with those before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.benchmarks.guard import decide, guard, release, without_public
from scoring.benchmarks.peers import Peers
from scoring.benchmarks.policy import Guarded, Policy, Release


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """The groups in the order asked for, and what is to be kept of them for the next table."""

    groups: tuple[Guarded, ...]
    releases: tuple[Release, ...]

    def rows(self) -> list[Mapping[str, object]]:
        """One flat row per group: group, measure, shown, reason, then every figure (None where withheld).

        For a file, a page or pandas.DataFrame. Nothing in it is unfit to be shown.
        """
        return [
            {
                "group": group.name,
                "measure": group.measure,
                "shown": group.decision.shown,
                "reason": str(group.decision.reason),
                **{name: figure.value for name, figure in group.figures.items()},
            }
            for group in self.groups
        ]


def guarded_table(groups: Iterable[Peers], policy: Policy, released: Sequence[Release] = ()) -> GuardedTable:
    """Every group through `guard`, in the order given, knowing `released` and the groups shown before it.

    Where two groups cannot both be shown, the first is: put first what matters most. Groups withheld for dominance
    are known from the start, so that no earlier row gives away a later one. Errors: `guard`.
    """
    asked = list(groups)
    found: list[Guarded] = []
    new: list[Release] = []
    known = [_hidden(one, policy) for one in released]

    def keep(one: Release | None, *, shown: bool) -> None:
        if one is not None and one.shown is shown:
            new.append(one)
            known.append(_hidden(one, policy))

    for peers in asked:
        keep(release(peers, decide(peers, policy)), shown=False)
    for peers in asked:
        answer = guard(peers, policy, known)
        found.append(answer)
        keep(answer.release, shown=True)
    return GuardedTable(tuple(found), tuple(new))


def _hidden(one: Release, policy: Policy) -> Release:
    """The part of it that the guard judges by: taken once, not once for every group."""
    return replace(one, values=without_public(one.values, policy))
