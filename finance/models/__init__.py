from finance.models.appropriations import Appropriation, Measurement
from finance.models.cases import BusinessCase, CaseGain, CaseLine, CaseRisk, PriceRise
from finance.models.keys import DistributionKey, KeyComponent, KeyInput, KeyInputValue, KeyVersion

__all__ = [
    "Appropriation",
    "BusinessCase",
    "CaseGain",
    "CaseLine",
    "CaseRisk",
    "DistributionKey",
    "KeyComponent",
    "KeyInput",
    "KeyInputValue",
    "KeyVersion",
    "Measurement",
    "PriceRise",
]
