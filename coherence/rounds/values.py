"""Answers from the text of their stored values."""

import json

from scoring import Answer, State


class Values:
    """Makes each different answer once: many units give the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str | None], Answer] = {}

    def answer(self, state: str, value: str | None) -> Answer:
        key = (state, value)
        if key not in self._made:
            read = None if value is None else json.loads(value)
            self._made[key] = Answer(State(state), tuple(read) if isinstance(read, list) else read)
        return self._made[key]
