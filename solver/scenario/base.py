"""What every section of a scenario is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Base of all sections: unknown keys are refused, values are frozen, types are strict."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
