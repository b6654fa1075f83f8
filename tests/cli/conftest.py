"""A database with rounds, made once and only read: two of SDG 17.14.1 as published, and a published benchmark."""

import csv
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coherence import create_app
from coherence.assessments import operations
from coherence.cli import main
from coherence.editions import queries as editions
from coherence.paths import QUESTIONNAIRES
from coherence.questionnaire import write_answer
from coherence.questionnaire.examples import load_examples
from tests.benchmarks.conftest import filled, publish

SDG = "sdg-17-14-1"
AS_PUBLISHED = (
    ("sdg-2020", "HR", "Croatia 2020", 80.0),
    ("sdg-2020", "GB", "United Kingdom 2020", 82.5),
    ("sdg-2022", "HR", "Croatia 2022", 86.25),
)


class Rounds:
    """The database in a folder, and the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {"data": str(folder), "database_url": f"sqlite:///{folder / 'coherence.db'}"}

    def run(self, *arguments):
        environment = {f"COHERENCE_{name.upper()}": value for name, value in self.settings.items()}
        return CliRunner().invoke(main, arguments, env=environment)

    def must(self, *arguments):
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result

    def report(self, out: Path, *arguments) -> list[Path]:
        """The files that it names; there are no others."""
        result = self.must("report", "--out", str(out), *arguments)
        paths = [Path(line) for line in result.stdout.splitlines() if line]
        assert sorted(os.listdir(out)) == [path.name for path in paths]
        return paths


def fill(rounds: Rounds, code: str, year: int) -> None:
    """A round of SDG 17.14.1 with the answers of the worked examples of its year."""
    source = editions.library()[SDG]
    examples = load_examples(QUESTIONNAIRES / SDG / "examples.yaml", source)
    items = {item.id: item for item in source.items()}
    units, answers = rounds.folder / "units.csv", rounds.folder / "answers.csv"
    here = [(unit, name) for this, unit, name, _ in AS_PUBLISHED if this == code]
    units.write_text("unit\n" + "".join(f"{unit}\n" for unit, _ in here), encoding="utf-8")
    with answers.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["unit", "item", "answer"])
        for unit, name in here:
            [example] = [one for one in examples if one.name.startswith(name)]
            for item, answer in example.answers.items():
                csv.writer(file).writerow([unit, item, write_answer(items[item].answer, answer.value)])
    period = ("--opens", f"{year}-01-01", "--closes", f"{year}-12-31")
    rounds.must("round", "create", code, "--questionnaire", SDG, "--title", f"SDG {year}", *period)
    links = str(rounds.folder / f"{code}.csv")
    rounds.must("round", "import", code, "--units", str(units), "--answers", str(answers), "--links", links)


@pytest.fixture(scope="session")
def rounds(sqlite_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    shutil.copy(sqlite_template, folder / "coherence.db")
    made = Rounds(folder)
    fill(made, "sdg-2020", 2020)
    fill(made, "sdg-2022", 2022)
    app = create_app(**made.settings)
    made.links = publish(app).links
    with app.app_context():
        filled("trial-2025", 2025)
    with app.app_context():
        made.alone = operations.start(editions.library()[SDG], "Utopia", {})
    app.extensions["database"].close()
    return made
