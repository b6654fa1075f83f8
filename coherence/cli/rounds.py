"""`coherence round …`: organisers and rounds of assessments, for whoever runs the server."""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from pathlib import Path

import click

from coherence.assessments.operations import RoundClosed
from coherence.benchmarks import operations as benchmarks
from coherence.cli.named import round_or_exit
from coherence.cli.questionnaires import loaded
from coherence.cli.settings import app_or_exit
from coherence.cli.tables import write_files
from coherence.csv_tables import Refused, table_text
from coherence.questionnaire.wording import listed, suggestion
from coherence.rounds import exporting, importing, operations, organisers, queries
from coherence.rounds.operations import Joined, Joining, NotPossible
from coherence.rounds.queries import RoundInfo
from coherence.units import countries
from coherence.units import queries as stored_units
from coherence.units.kinds import UnitProfile

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


class RoundCommand(click.Command):
    """Runs in the application, and says in plain words what is not possible."""

    def invoke(self, ctx: click.Context) -> object:
        app = app_or_exit()
        try:
            with app.app_context():
                return super().invoke(ctx)
        except RoundClosed:
            raise click.UsageError("this round is closed: nothing in it changes any more") from None
        except (NotPossible, Refused) as error:
            raise click.UsageError(str(error)) from error
        finally:
            app.extensions["database"].close()


class Rounds(click.Group):
    command_class = RoundCommand


@click.group("round", cls=Rounds)
def round() -> None:
    """Rounds of assessments: one edition, a period, the units that take part."""


def this_round(command: Callable[..., object]) -> Callable[..., object]:
    """Gives the command its round in place of the code; exit 2 when there is none."""

    def with_round(code: str, **options: object) -> object:
        return command(round_or_exit(code), **options)

    return click.argument("code", metavar="ROUND")(update_wrapper(with_round, command))


@round.command()
@click.argument("code", metavar="ROUND")
@click.option("--questionnaire", "name", required=True, metavar="ID[@EDITION]", help="What all its units answer.")
@click.option("--title", required=True, help="The name of the round for people.")
@click.option("--opens", required=True, type=DAY, help="First day, as 2026-01-31.")
@click.option("--closes", required=True, type=DAY, help="Last day. Nothing closes by itself: see close.")
def create(code: str, name: str, title: str, opens: datetime, closes: datetime) -> None:
    """Create the ROUND, named by a code such as africa-2026; prints its manager's link, this once."""
    token = operations.create(loaded(name), code, title, opens.date(), closes.date())
    click.echo(f"/en/r/{token}/")
    click.echo("Behind your server's address, this is the link of whoever manages the round. Keep it.", err=True)


@round.command()
@click.argument("name")
def organiser(name: str) -> None:
    """Print the link of an organiser of rounds, this once: behind it, NAME makes rounds and manages its own.

    A NAME that is known gets a new link, and the old one opens nothing any more.
    """
    click.echo(f"/en/o/{organisers.link(name)}/")
    click.echo("Behind your server's address, this is the organiser's link. Hand it on safely.", err=True)


@round.command()
@this_round
@click.argument("units", nargs=-1, required=True, metavar="UNIT…")
def add(this: RoundInfo, units: tuple[str, ...]) -> None:
    """Add UNITs to the ROUND, by their codes (FR): countries, or units that are stored. Prints each one's link."""
    codes = tuple(dict.fromkeys(units))
    stored = stored_units.profiles(codes)
    unknown = [code for code in codes if code not in stored and code not in countries.codes()]
    if unknown:
        hint = suggestion(unknown[0], countries.codes())
        raise NotPossible(
            f"no country of ISO 3166 and no stored unit: {listed(unknown)}{hint}. "
            "New regions and cities: import --units"
        )
    joined = operations.add(this, [Joining(stored.get(code, UnitProfile(code))) for code in codes])
    for one in joined:
        click.echo(f"{one.code} {_link(one)}")


@round.command()
@this_round
def close(this: RoundInfo) -> None:
    """Close the ROUND for good: its answers can then be read, and no longer changed."""
    operations.close(this)
    click.echo(f"{this.code} is closed.")


@round.command()
@this_round
def publish(this: RoundInfo) -> None:
    """Publish the benchmark of a closed ROUND: a version that stays as it is, whatever is corrected later."""
    with click.progressbar(length=benchmarks.steps(this), label="Figures", file=click.get_text_stream("stderr")) as bar:
        try:
            version = benchmarks.publish(this, lambda: bar.update(1))
        except benchmarks.NotPublished as error:
            raise NotPossible(str(error)) from error
    click.echo(f"/en/benchmarks/{this.code}/{version}/")


@round.command("import")
@this_round
@click.option("--units", type=FILE, help="CSV: unit,kind,parent,name_en…,region,income_group,population,roles,consent.")
@click.option("--answers", type=FILE, help="CSV: unit,item,answer and, if wanted, round,state,comment,evidence,reason.")
@click.option("--links", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the new units' links.")
def import_(this: RoundInfo, units: Path | None, answers: Path | None, links: Path | None) -> None:
    """Bring units and answers into the ROUND: all of both files, or nothing and a list of every row that is wrong."""
    if units is None and answers is None:
        raise click.UsageError("nothing to import; give --units, --answers, or both")
    if links and not links.parent.is_dir():
        raise click.UsageError(f"--links {links}: there is no folder {links.parent}")
    done = importing.bring_in(this, _file(units), _file(answers))
    if links:
        rows = ((one.code, _link(one)) for one in done.joined)
        write_files({links: table_text(("unit", "link"), rows)})
    click.echo(f"{len(done.joined)} units and {done.answers} answers are new in {this.code}.")
    if done.joined and not links:
        click.echo("The links of the new units were not written, and cannot be found again: --links FILE.", err=True)


@round.command()
@this_round
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made.")
def export(this: RoundInfo, out: Path) -> None:
    """Write the ROUND's units.csv and answers.csv, of the shape that import reads."""
    files = {out / name: content for name, content in exporting.files(this).items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"--out {out} cannot be made: {error.strerror}") from error
    write_files(files)
    for path in files:
        click.echo(path)


@round.command("list")
def list_() -> None:
    """List the rounds, in the order of their periods."""
    for one in queries.every_round():
        state = "closed" if one.closed else "open"
        edition = f"{one.questionnaire_id}@{one.source.edition}"
        n = len(queries.members(one.id))
        click.echo(f"{one.code}  {one.opens}–{one.closes}  {edition}  {state}  n={n}  {one.title}")


def _link(one: Joined) -> str:
    return f"/en/a/{one.token}/"


def _file(path: Path | None) -> importing.File | None:
    """The file with its content; one that is too large is refused before it is read."""
    if path is None:
        return None
    if path.stat().st_size > importing.LARGEST_ANSWERS:
        limit = f"at most {importing.LARGEST_ANSWERS:,} bytes are allowed"
        raise click.UsageError(f"{path.name}: the file is too large: {path.stat().st_size:,} bytes; {limit}")
    return importing.File(path.name, path.read_bytes())
