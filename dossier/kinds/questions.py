"""Questions, which claims answer."""

from __future__ import annotations

from pydantic import Field

from dossier.kinds.base import Described, Kind
from dossier.kinds.fields import Line
from dossier.translatable import N_


class Question(Described):
    """A question that claims answer, perhaps differently."""

    question: Line = Field(
        description="The question, in one sentence.",
        examples=["Did the troops take part in combat?"],
    )


KIND = Kind(
    name="questions",
    singular=N_("Question"),
    plural=N_("Questions"),
    model=Question,
    group="question",
    heading="question",
    template="question.html",
    schema_org="Question",
    boost=4.0,
)
