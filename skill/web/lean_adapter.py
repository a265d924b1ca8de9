"""Lets flask-ask-sdk be imported wherever `oscrypto` does not load; import it before flask-ask-sdk.

flask-ask-sdk imports the ASK SDK's request verifier, that imports `certvalidator`, and that `oscrypto` 1.3.0,
which cannot read an OpenSSL version whose patch has two digits (3.0.10 and later). The service verifies
requests itself (`skill.web.signature`), before the adapter sees them. What stands here in the place of
`certvalidator` refuses every certificate, so that nothing can be verified by mistake.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

__all__: list[str] = []


class PathError(Exception):
    """Never raised: nothing is validated here."""


class ValidationError(Exception):
    """Never raised: nothing is validated here."""


class CertificateValidator:
    """Refuses every certificate."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take whatever the SDK passes."""

    def validate_usage(self, *_: object, **__: object) -> NoReturn:
        """Refuse."""
        raise NotImplementedError("requests are verified by skill.web.signature")


for _name, _classes in (
    ("certvalidator", [CertificateValidator]),
    ("certvalidator.errors", [PathError, ValidationError]),
):
    _module = sys.modules.setdefault(_name, ModuleType(_name))
    for _class in _classes:
        setattr(_module, _class.__name__, _class)
