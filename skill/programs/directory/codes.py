"""SAMHSA's service codes, as far as a search asks for them.

Source: the second sheet of the National Directories of 2022, "Service Code Reference". Codes that are easily
taken for others: MD is Medicaid and MC Medicare; OD is outpatient detoxification; ODT is day treatment for
substance use; PHDT, in the mental-health directory alone, is partial hospitalization or day treatment. The
mental-health directory has no code for an IOP.
"""

from __future__ import annotations

from collections.abc import Iterable

from skill.programs.model import Kind, Service

__all__ = ["DAY_PROGRAM", "IOP", "LABELS", "kind_and_services"]

IOP = "OIT"
DAY_PROGRAM = "PHDT"

_SERVICES = {
    "MD": Service.MEDICAID,
    "MC": Service.MEDICARE,
    "PI": Service.PRIVATE_INSURANCE,
    "SF": Service.SELF_PAY,
    "SS": Service.SLIDING_FEE,
    "NP": Service.FREE,
    "MI": Service.MILITARY,
    "AD": Service.TEENS,
    "YAD": Service.ADULTS,
    "ADLT": Service.ADULTS,
    "SNR": Service.SENIORS,
    "SE": Service.SENIORS,
    "WN": Service.WOMEN,
    "PW": Service.WOMEN,
    "MN": Service.MEN,
    "VET": Service.VETERANS,
    "GL": Service.LGBT,
    "SP": Service.SPANISH,
    "AH": Service.SIGN_LANGUAGE,
    "TELE": Service.TELEHEALTH,
    "CO": Service.CO_OCCURRING,
    "SUMH": Service.CO_OCCURRING,
    "MU": Service.OPIOID_MEDICATION,
    "BU": Service.OPIOID_MEDICATION,
    "NU": Service.OPIOID_MEDICATION,
}

# Only the mental-health directory: there it is the only sign that adolescents are taken. In the directory for
# substance use it means children of 12 or younger, and AD means a program for adolescents.
_MENTAL_HEALTH_SERVICES = {"CHLD": Service.TEENS, "PED": Service.EATING}

LABELS = {
    "Intensive outpatient treatment": IOP,
    "Partial hospitalization/day treatment": DAY_PROGRAM,
    "Medicaid": "MD",
    "Medicare": "MC",
    "Private health insurance": "PI",
    "Cash or self-payment": "SF",
    "Sliding fee scale": "SS",
    "No payment accepted": "NP",
    "Military insurance": "MI",
    "Federal military insurance": "MI",
    "Adolescents": "AD",
    "Children/adolescents": "CHLD",
    "Young adults": "YAD",
    "Adults": "ADLT",
    "Seniors": "SNR",
    "Seniors or older adults": "SE",
    "Adult women": "WN",
    "Pregnant/postpartum women": "PW",
    "Adult men": "MN",
    "Veterans": "VET",
    "Lesbian, gay, bisexual, or transgender": "GL",
    "Spanish": "SP",
    "Services for the deaf and hard of hearing": "AH",
    "Sign language services for the deaf and hard of hearing": "AH",
    "Telemedicine/telehealth": "TELE",
    "Telemedicine/telehealth therapy": "TELE",
    "Computerized treatment/telemedicine": "TELE",
    "Clients with co-occurring mental and substance use disorders": "CO",
    "Persons with co-occurring mental and substance use disorders": "CO",
    "Methadone used in Treatment": "MU",
    "Buprenorphine used in Treatment": "BU",
    "Naltrexone used in Treatment": "NU",
    "Persons with eating disorders": "PED",
}
"""The locator's labels for the codes, without what stands behind them in parentheses."""


def kind_and_services(codes: Iterable[str], *, mental_health: bool) -> tuple[Kind, frozenset[Service]] | None:
    """What a listing with these codes is and offers; None if it is neither an IOP nor a day program.

    `mental_health` says which of SAMHSA's two lists it is from: a code means different things there. Were a
    later edition to give the mental-health list the code of an IOP, its listings would be IOPs for mental
    health.
    """
    given = set(codes)
    if IOP in given:
        kind = Kind.IOP
    elif mental_health and DAY_PROGRAM in given:
        kind = Kind.DAY
    else:
        return None
    known = _SERVICES | _MENTAL_HEALTH_SERVICES if mental_health else _SERVICES
    services = {known[code] for code in given if code in known}
    services.add(Service.MENTAL_HEALTH if mental_health else Service.SUBSTANCE)
    return kind, frozenset(services)
