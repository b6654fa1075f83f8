"""Every declared comparison, as a test. Skipped where the reference results are not beside the checkout."""

import pytest

from tests.reference.registry import Files, all_comparisons

FILES = Files()


@pytest.mark.skipif(not FILES, reason=f"no reference results at {FILES.folder}")
@pytest.mark.parametrize("comparison", all_comparisons(), ids=lambda comparison: comparison.name)
def test_our_results_are_the_reference_results(comparison):
    outcome = comparison.outcome(FILES)
    assert outcome.as_declared, f"{len(outcome.wrong)} of {outcome.compared} differ: {outcome.examples}"
