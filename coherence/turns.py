"""Few short requests of a process are worked on at a time, in the order in which they came.

Python works on one at a time in any case. Begun all at once, each is interrupted for all others and holds its memory
for as long as all of them take; some come last by chance.
"""

from flask import Flask, g, request

from coherence.lock import InTurn

SHORT = {"assessments", "reports"}  # blueprints; what others do may take seconds, and is in nobody's way
READING = 1
SAVING = 4  # more, since they wait for the disk
PATIENCE = 1.0  # seconds; whoever has waited that long for a turn goes on without one


def init_app(app: Flask) -> None:
    """To be called after whatever reads the bodies of requests: those that are sent slowly have no turn yet."""
    reading, saving = InTurn(READING), InTurn(SAVING)

    @app.before_request
    def _wait() -> None:
        if request.blueprint in SHORT:
            turns = saving if request.method == "POST" else reading
            if turns.acquire(PATIENCE):
                g.turns = turns

    @app.teardown_request
    def _leave(_error: BaseException | None) -> None:
        if turns := g.pop("turns", None):
            turns.release()
