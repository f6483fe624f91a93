"""The words by which abstracts call those who take part."""

from __future__ import annotations

from typing import Final

PEOPLE: Final = (
    r"\b(?:patients|participants|subjects|women|men|children|adults|adolescents|individuals|people|persons|volunteers"
    r"|infants|survivors|students|veterans|residents|girls|boys)\b"
)
