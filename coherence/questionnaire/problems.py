"""What is wrong with a file: where, what, and what is allowed, in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct. `item` is the id of the item, group or profile entry it belongs to."""

    file: str
    line: int | None
    item: str | None
    message: str

    @property
    def place(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.item, self.message) if part is not None)


class QuestionnaireError(Exception):
    """A questionnaire that cannot be used; `problems` holds everything found, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        super().__init__("\n".join(map(str, self.problems)))
