"""What a reader of a comparison chooses: the peer group, and other weights of the dimensions."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, Form, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from coherence.benchmarks.model import Benchmark, text
from coherence.benchmarks.queries import name_of
from coherence.i18n import lazy_gettext as _
from coherence.units.names import sort_key

HEAVIEST = 100


def comparison_form(
    sent: MultiDict[str, str], benchmark: Benchmark, titles: Mapping[str, str], names: Mapping[str, str]
) -> Form:
    """Fields for the group, for a list of units by name, and for each dimension's weight: 0 to 100, relative."""
    units = sorted(names.items(), key=lambda pair: sort_key(pair[1]))

    class ComparisonForm(Form):
        chosen = SelectMultipleField(
            _("A list of your own"), choices=[SelectChoice(code, name) for code, name in units]
        )
        group = SelectField(
            _("Peer group"), choices=[SelectChoice(text(group.key), name_of(group)) for group in benchmark.groups]
        )

    for place, node in enumerate(benchmark.weights):
        field = DecimalField(titles[node], validators=[Optional(), NumberRange(0, HEAVIEST)])
        setattr(ComparisonForm, f"w{place}", field)
    return ComparisonForm(sent, group=text(benchmark.groups[0].key))


def weights_of(form: Form, benchmark: Benchmark) -> dict[str, float] | None:
    """The weights that were asked for, by dimension; None where nothing, or nothing but the published, was."""
    given = [form[f"w{place}"].data for place in range(len(benchmark.weights))]
    if all(one is None for one in given):
        return None
    found = {
        node: float(published * 100 if one is None else one)
        for (node, published), one in zip(benchmark.weights.items(), given, strict=True)
    }
    total = sum(found.values())
    same = total and all(abs(found[node] / total - share) < 5e-4 for node, share in benchmark.weights.items())
    return None if same or not total else found
