"""MICMAC, DEMATEL, net influence."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from scoring.interactions.influence import given, net_influence, net_influence_received, received
from scoring.interactions.matrix import Array, Matrix, matrix
from scoring.interactions.micmac import dematel, micmac
from tests.reference.registry import Files, comparison

Pair = tuple[ArrayLike, ArrayLike]
FOLDER = "agreement_and_indices"


def read(rows: pd.DataFrame, strongest: float | None = None) -> Matrix:
    table = rows.set_index(rows.columns[0])
    return matrix(list(table.columns), table.to_numpy(dtype=np.float64), strongest)


@comparison("MICMAC: sums of the powers 1 to 6, with and without the diagonal")
def micmac_powers(files: Files) -> Pair:
    strengths = read(files.table(f"{FOLDER}/micmac_direct_8x8"), 3).filled
    results = files.table(f"{FOLDER}/micmac_results")
    direct = micmac(strengths, 1, loops=True)
    found = {"influence_direct": direct.influence, "dependence_direct": direct.dependence}
    for order in range(2, 7):
        for loops, ending in ((True, ""), (False, "_nodiag")):
            sums = micmac(strengths, order, loops=loops)
            found[f"influence_M{order}{ending}"] = sums.influence
            found[f"dependence_M{order}{ending}"] = sums.dependence
    return np.transpose(list(found.values())), results[list(found)].to_numpy()


@comparison("DEMATEL: given, received, prominence, relation (8 x 8)")
def dematel_of_strengths(files: Files) -> Pair:
    found = dematel(read(files.table(f"{FOLDER}/micmac_direct_8x8"), 3).filled)
    results = files.table(f"{FOLDER}/micmac_results")
    columns = ["dematel_D", "dematel_R", "dematel_prominence", "dematel_relation"]
    return np.transpose([found.given, found.received, found.prominence, found.net]), results[columns].to_numpy()


@comparison("net influence of a signed matrix (6 x 6)")
def net_influences(files: Files) -> Pair:
    found = read(files.table(f"{FOLDER}/netinfluence_signed_6x6"), 3)
    results = files.table(f"{FOLDER}/netinfluence_results")
    out, net = given(found), net_influence(found, 0.5)
    ours = {
        "out_direct": out.total,
        "in_direct": received(found).total,
        "second_order": net.second,
        "net_influence_half": net.net,
        "net_in_half": net_influence_received(found, 0.5).net,
        "second_order_no_return": net_influence(found, 0.5, returning=False).second,
        "n_positive_out": out.positives,
        "n_negative_out": out.negatives,
        "positive_out": out.positive,
        "negative_out": out.negative,
    }
    return np.transpose(list(ours.values())), results[list(ours)].to_numpy()


@comparison("signed matrix 16 x 16: sums and chains of two")
def sums_of_sixteen(files: Files) -> Pair:
    found = read(files.table("interaction_matrix_16x16"))
    results = files.table("interaction_matrix_16x16_reference_outputs").iloc[:, 1:4]
    second = net_influence(found, 1.0).second
    return np.transpose([given(found).total, received(found).total, second]), results.to_numpy()


@comparison("signed matrix 16 x 16: plus-minus DEMATEL, to the 6 decimals given")
def dematel_of_sixteen(files: Files) -> Pair:
    found = read(files.table("interaction_matrix_16x16"))
    results = files.table("interaction_matrix_16x16_reference_outputs").iloc[:, 4:]
    relation = dematel(found.filled, lambda _: 79.0).relation
    above, below = np.maximum(relation, 0), np.minimum(relation, 0)
    ours: list[Array] = [above.sum(axis=1), below.sum(axis=1), above.sum(axis=0), below.sum(axis=0)]
    return np.round(np.transpose(ours), 6), results.to_numpy()
