"""`coherence agreement`: how far the bodies that rate the same items agree, as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from coherence.cli.ratings_file import RatingsFileError, read_ratings
from scoring.agreement.bootstrap import Resampling
from scoring.agreement.ratings import Scale
from scoring.agreement.report import Limits, agreement_of


@click.command()
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scale", nargs=2, type=int, required=True, metavar="LOW HIGH", help="Lowest and highest level.")
@click.option("--replications", type=int, default=1000, show_default=True, help="Of the bootstrap of alpha.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Of the interval of alpha.")
@click.option("--iqr", type=float, default=1.0, show_default=True, help="Agreed up to this interquartile range.")
@click.option("--share", type=float, default=0.75, show_default=True, help="Agreed from this share in the mode.")
def agreement(
    ratings: Path, scale: tuple[int, int], replications: int, seed: int, confidence: float, iqr: float, share: float
) -> None:
    """Measure the agreement in RATINGS, a CSV file with columns item,body,level[,dimension].

    Levels are whole numbers from LOW to HIGH; an empty one is a blank. Prints JSON: per item, per dimension and
    overall. A measure without a value says why. Whatever is wrong in the file is listed with its line and
    column, and nothing is measured (exit 2).
    """
    try:
        resampling, limits = Resampling(seed, replications, confidence), Limits(iqr, share)
        given = read_ratings(ratings, Scale(*scale))
    except (RatingsFileError, ValueError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(json.dumps(asdict(agreement_of(given, limits, resampling)), ensure_ascii=False, indent=2))
