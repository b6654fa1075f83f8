"""Agreement between bodies: krippendorff, fleiss, irrCAC, kendall, agrmt and within-group files."""

import numpy as np
import pandas as pd

from scoring.agreement import spread
from scoring.agreement.alpha import METRICS, krippendorff
from scoring.agreement.chance import fleiss, gwet
from scoring.agreement.concordance import kendall
from scoring.agreement.measures import Measure
from scoring.agreement.peaks import agreement, concentration, consensus, ordinal_dispersion
from scoring.agreement.ratings import Scale
from tests.reference.registry import Files, comparison

FOLDER = "agreement_and_indices"


def table(files: Files, name: str) -> pd.DataFrame:
    return files.table(f"{FOLDER}/{name}")


def rated(files: Files, name: str) -> np.ndarray:
    """Items × bodies of a file that has bodies down and items across."""
    return table(files, name).drop(columns="id", errors="ignore").to_numpy(dtype=float).T


def value(measure: Measure) -> float:
    return np.nan if measure.value is None else measure.value


@comparison("agreement: Krippendorff's alpha, four metrics (irr)")
def alpha(files):
    wanted = table(files, "krippendorff_alpha_R_irr")
    keys = zip(wanted["dataset"], wanted["metric"], strict=True)
    return [value(krippendorff(rated(files, f"krippendorff_{data}"), metric)) for data, metric in keys], wanted["alpha"]


@comparison("agreement: published alphas, three decimals (Krippendorff 2011, Wikipedia)")
def published(files):
    figures = {
        "krippA_binary_2x10": {"nominal": 0.095},
        "krippB_nominal_2x12": {"nominal": 0.692},
        "krippC_4x12": {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797},
        "wikipedia_3x15": {"nominal": 0.691, "interval": 0.811},
    }
    keys = [(data, metric) for data, of_data in figures.items() for metric in METRICS if metric in of_data]
    ours = [round(value(krippendorff(rated(files, f"krippendorff_{data}"), metric)), 3) for data, metric in keys]
    return ours, [figures[data][metric] for data, metric in keys]


@comparison("agreement: Kendall's W, chi², df, p (irr, corrected for ties)")
def concordance(files):
    wanted = table(files, "kendall_w").set_index(["dataset", "stat"])
    data = {
        ("anxiety 20x3", "Wt (tie-corrected)"): table(files, "irr_anxiety_20x3").to_numpy(dtype=float),
        ("video 20x4", "Wt (tie-corrected)"): table(files, "irr_video_20x4").to_numpy(dtype=float),
        ("3 judges x 6 applicants", "W"): rated(files, "kendall_3judges_6applicants"),
    }
    found = [kendall(levels) for levels in data.values()]
    ours = [[one.value, one.chi_squared, one.degrees_of_freedom, one.p] for one in found]
    return ours, [wanted.loc[key, ["value", "chisq", "df", "p"]].to_numpy(dtype=float) for key in data]


@comparison("agreement: van der Eijk's A and polarisation (agrmt)")
def peaks(files):
    wanted = table(files, "ordinal_consensus_agrmt")
    found = [agreement(given) for given in frequencies(wanted)]
    return [found, [(1 - one) / 2 for one in found]], wanted[["agreement_A", "polarization"]].to_numpy().T


@comparison("agreement: Leik's D, Tastle-Wierman consensus, Blair-Lacy l² (agrmt)")
def dispersion(files):
    wanted = table(files, "ordinal_consensus_agrmt")
    whole = wanted["consensus_Tastle_Wierman"].notna()  # agrmt gives none for frequencies that are no whole numbers
    given = frequencies(wanted)
    ours = [ordinal_dispersion(one) for one in given] + [concentration(one) for one in given]
    ours += [consensus(one) for one in frequencies(wanted[whole])]
    names = ["Leik_D", "lsquared_BlairLacy"]
    return ours, [*wanted[names].to_numpy().T.ravel(), *wanted.loc[whole, "consensus_Tastle_Wierman"]]


def frequencies(rows: pd.DataFrame) -> list[list[float]]:
    return [[float(number) for number in text.split()] for text in rows["freq"]]


@comparison("agreement: r_wg, a_wg, deviations, interquartile ranges of one item")
def within(files):
    wanted = table(files, "within_group_agreement")
    scale = Scale(1, 5)  # of all cases; the column k counts the bodies
    items = [np.array([float(level) for level in text.split()]) for text in wanted["ratings"]]
    ours = {
        "sd": [value(spread.deviation(item)) for item in items],
        "IQR_type7": [value(spread.interquartile_range(item)) for item in items],
        "IQR_type6": [value(spread.interquartile_range(item, "weibull")) for item in items],
        "MAD_median": [value(spread.distance_from_median(item)) for item in items],
        "rwg_uniform": [value(spread.within_group(item, scale, truncated=False)) for item in items],
        "rwg_uniform_trunc": [value(spread.within_group(item, scale)) for item in items],
        "awg": [value(spread.within_group_of_mean(item, scale)) for item in items],
    }
    return list(ours.values()), wanted[list(ours)].to_numpy().T


@comparison("agreement: r_wg(J), three items on 1 to 5")
def within_items(files):
    # In rwg_j_data, bodies stand down and items across.
    given = table(files, "rwg_j_data").to_numpy(dtype=float).T
    return [value(spread.within_group_items(given, Scale(1, 5)))], table(files, "rwg_j")["rwg_j_uniform5"]


@comparison("agreement: Fleiss' kappa (irr)")
def kappa(files):
    wanted = table(files, "fleiss_kappa").set_index("dataset")["kappa"]
    diagnoses = table(files, "irr_diagnoses_30x6").apply(lambda column: column.str[0]).to_numpy(dtype=float)
    counts = table(files, "fleiss_wikipedia_10x5_counts").to_numpy()
    counted = np.array([np.repeat(np.arange(5.0), row) for row in counts])
    ours = [value(fleiss(data)) for data in (diagnoses, diagnoses[:, :4], counted)]
    labels = [wanted.index[0], "diagnoses, raters 1-4", "Wikipedia 10 subjects, 14 raters, 5 categories"]
    return ours, wanted[labels]


@comparison("agreement: Gwet's AC1 and two alphas, five decimals (irrCAC)")
def ac1(files):
    wanted = table(files, "irrcac_raw4raters").set_index(["coefficient", "weights"])["value"]
    given = rated(files, "krippendorff_krippC_4x12")
    ours = {
        ("Gwet AC1/AC2", "unweighted"): gwet(given, Scale(1, 5)),
        ("Krippendorff alpha", "unweighted"): krippendorff(given, "nominal"),
        ("Krippendorff alpha", "quadratic"): krippendorff(given, "interval"),
    }
    return [round(value(one), 5) for one in ours.values()], [wanted[key] for key in ours]
