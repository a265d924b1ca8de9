"""The least that an ASK SDK skill can be: what the skill's own speeds are compared with."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder


class Hello(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return True

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Hello.").ask("Hello?").response


_builder = SkillBuilder()
_builder.add_request_handler(Hello())
skill = _builder.lambda_handler()
