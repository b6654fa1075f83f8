"""`python -m tests.reference`: every comparison with the number of values compared and the number that differ."""

import sys

from tests.reference.registry import Files, all_comparisons


def main() -> int:
    files = Files()
    if not files:
        print(f"no reference results at {files.folder}: nothing compared")
        return 0
    outcomes = [comparison.outcome(files) for comparison in all_comparisons()]
    print(f"{'compared':>9} {'differ':>7}  comparison")
    for outcome in outcomes:
        name, reason = outcome.comparison.name, outcome.comparison.why
        note = "" if outcome.as_declared else f"  NOT AS DECLARED: {outcome.examples}"
        print(
            f"{outcome.compared:>9} {len(outcome.wrong):>7}  {name}{f' (on purpose: {reason})' if reason else ''}{note}"
        )
    compared, differ = sum(one.compared for one in outcomes), sum(len(one.wrong) for one in outcomes)
    meant = sum(one.comparison.departs for one in outcomes)
    print(f"{compared:>9} {differ:>7}  in {len(outcomes)} comparisons; {meant} of those differ on purpose")
    return 0 if all(outcome.as_declared for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
