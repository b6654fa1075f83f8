"""Conditions in forms: written so that a form asks what we ask, and read back as the same condition."""

import pytest

from coherence.exchange.relevant import relevant
from coherence.exchange.relevant_reader import Known, RelevantError, condition
from coherence.questionnaire.condition_parser import parse_tree

KNOWN = {
    "role": Known("role", "profile", {"origin": "origin", "host_country": "host-country"}),
    "plan_made": Known("plan-made", "level", {}),
    "cost": Known("cost", "number", {}),
    "ticked": Known("ticked", "checklist", {"budget_line": "budget-line"}),
}
WRITTEN = {
    "role is origin": "selected(${role}, 'origin')",
    "role in [origin, host-country]": "(selected(${role}, 'origin') or selected(${role}, 'host_country'))",
    "role is not origin": "(${role} != '' and not(selected(${role}, 'origin')))",
    "role not in [origin, host-country]": (
        "(${role} != '' and not(selected(${role}, 'origin') or selected(${role}, 'host_country')))"
    ),
    "plan-made >= 2": "${plan_made} >= 2",
    "plan-made != 2": "(${plan_made} != '' and ${plan_made} != 2)",
    "cost < 0.5": "${cost} < 0.5",
    "ticked includes budget-line": "selected(${ticked}, 'budget_line')",
    "not (role is origin)": "not(selected(${role}, 'origin'))",
    "not (ticked includes budget-line)": "not(selected(${ticked}, 'budget_line'))",
    "role is origin and (plan-made = 0 or cost > 3)": (
        "selected(${role}, 'origin') and (${plan_made} = 0 or ${cost} > 3)"
    ),
    "(role is origin and plan-made != 1) or cost <= 3": (
        "(selected(${role}, 'origin') and (${plan_made} != '' and ${plan_made} != 1)) or ${cost} <= 3"
    ),
}
FOREIGN = {
    "${role} = 'origin'": "role is origin",
    '${role}!="origin"': "role is not origin",
    "selected( ${plan_made},'2')": "plan-made = 2",
    "${plan_made} = '2'": "plan-made = 2",
    "${ticked} = 'budget_line'": "ticked includes budget-line",
    "((${plan_made} > 1))": "plan-made > 1",
}
REFUSED = {
    "${plan_made} >= ": "a number or a text in quotes is expected",
    "count-selected(${ticked}) > 1": '"count-selected(${ticked}) > 1" has no counterpart',
    "${gone} = 1": "nothing that stands earlier and was taken is called gone",
    "${plan_made} != ''": "whether plan-made is answered at all cannot be asked alone",
    "${role} = 'moon'": "role has no option 'moon'",
    "${role} > 'origin'": "role has no option 'origin' to compare with >",
    "${plan_made} = 'two'": "'two' is compared with a level or a number",
    "${plan_made} = 2 ${cost} = 1": '"${cost}" is not expected here',
    "not ${plan_made} = 2": '"(" is expected',
    "(" * 25 + "${cost} = 1" + ")" * 25: "at most 20 brackets",
    "1+1": '"+1" has no counterpart',
    "__import__('os')": "has no counterpart",
    "x" * 5_001: "at most 5000 characters",
}


@pytest.mark.parametrize("ours", WRITTEN)
def test_a_condition_is_written_for_forms_and_read_back(ours):
    assert relevant(parse_tree(ours)) == WRITTEN[ours]
    assert parse_tree(condition(WRITTEN[ours], KNOWN)) == parse_tree(ours)


@pytest.mark.parametrize("text", FOREIGN)
def test_what_other_people_write_is_understood(text):
    assert condition(text, KNOWN) == FOREIGN[text]


@pytest.mark.parametrize("text", REFUSED)
def test_an_expression_without_a_counterpart_is_refused(text):
    with pytest.raises(RelevantError) as refused:
        condition(text, KNOWN)
    assert REFUSED[text] in str(refused.value)
