"""Lets the ASK SDK be imported without what this skill has no use for; import it before the SDK.

`ask_sdk_model.services` imports a client for every API (reminders, lists, purchases, ...) only to offer a
factory of them. They are a third of a cold start, and a caller in a crisis waits for it. This skill uses
none of them: they have no deadline, so `skill.alexa_api` asks for what it needs itself.

The builder of responses and the finder of templates are made for every request and used for none: words come
from `skill.content`, and `skill.handling` makes the response. They bring the models of a display that Amazon
has given up, and a cache of files. They are late, and so are the packages of models, most of which are for
requests and responses that this skill does not have.
"""

from __future__ import annotations

import sys
from types import ModuleType

from skill.late import late

__all__: list[str] = []

_FACTORY = "ask_sdk_model.services.service_client_factory"


class ServiceClientFactory:
    """Stands where the SDK's factory would; the SDK makes one only for a skill with an API client."""

    def __init__(self, **_: object) -> None:
        """There is nothing to make."""
        raise NotImplementedError("the SDK's API clients are not loaded: see skill/lean_sdk.py")


if _FACTORY not in sys.modules:
    _module = ModuleType(_FACTORY)
    _module.__dict__["ServiceClientFactory"] = ServiceClientFactory
    sys.modules[_FACTORY] = _module

for _models in (
    "",
    ".canfulfill",
    ".dialog",
    ".interfaces.alexa.presentation.apl",
    ".interfaces.system",
    ".services",
    ".ui",
):
    late(f"ask_sdk_model{_models}")
late("ask_sdk_core.response_helper", "ResponseFactory")
late("ask_sdk_core.view_resolvers", "TemplateFactory")
