"""The objectives of the Global Compact for Migration, in short words: items name them by number."""

from coherence.i18n import lazy_gettext as _

COMPACT_OBJECTIVES = {
    1: _("Data for evidence-based policies"),
    2: _("Drivers of migration"),
    3: _("Information at all stages of migration"),
    4: _("Legal identity and documents"),
    5: _("Pathways for regular migration"),
    6: _("Fair recruitment and decent work"),
    7: _("Vulnerabilities in migration"),
    8: _("Saving lives and missing migrants"),
    9: _("Smuggling of migrants"),
    10: _("Trafficking in persons"),
    11: _("Borders"),
    12: _("Screening, assessment and referral"),
    13: _("Detention only as a last resort"),
    14: _("Consular protection"),
    15: _("Basic services"),
    16: _("Inclusion and social cohesion"),
    17: _("Discrimination and public discourse"),
    18: _("Skills and recognition of qualifications"),
    19: _("Migrants and diasporas for sustainable development"),
    20: _("Remittances and financial inclusion"),
    21: _("Return, readmission and reintegration"),
    22: _("Portability of social security"),
    23: _("International cooperation and partnerships"),
}
