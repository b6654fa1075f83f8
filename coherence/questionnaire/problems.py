"""What is wrong with a file: where, what, and what is allowed, in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct. `item` is the id of the item, group or profile entry it belongs to."""

    file: str
    line: int | None
    item: str | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}" if self.item is None else f"{place}: {self.item}: {self.message}"


class QuestionnaireError(Exception):
    """A questionnaire that cannot be used; `problems` holds everything found, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        super().__init__("\n".join(map(str, self.problems)))
