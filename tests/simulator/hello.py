"""A tiny skill made with the ASK SDK alone, to stand in front of the speaker."""

from __future__ import annotations

from typing import Any

from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import Response
from ask_sdk_model.dialog import ConfirmSlotDirective, ElicitSlotDirective

builder = SkillBuilder()


@builder.request_handler(can_handle_func=is_request_type("LaunchRequest"))
def launch(handler_input: Any) -> Response:
    handler_input.attributes_manager.session_attributes["opened"] = True
    return handler_input.response_builder.speak("Hello. Where?").ask("Say a city.").response


@builder.request_handler(can_handle_func=is_intent_name("FindProgramIntent"))
def find(handler_input: Any) -> Response:
    intent = handler_input.request_envelope.request.intent
    say = handler_input.response_builder
    if intent.slots["city"].value is None:
        return (
            say.speak("Which city?")
            .ask("Which city?")
            .add_directive(ElicitSlotDirective(slot_to_elicit="city"))
            .response
        )
    if intent.slots["zip"].value is None:
        return (
            say.speak("Which ZIP?")
            .ask("Which ZIP?")
            .add_directive(ElicitSlotDirective(slot_to_elicit="zip"))
            .response
        )
    return (
        say.speak(f"{intent.slots['city'].value} {intent.slots['zip'].value}")
        .set_should_end_session(True)
        .response
    )


@builder.request_handler(can_handle_func=is_intent_name("CallbackIntent"))
def call(handler_input: Any) -> Response:
    slots = handler_input.request_envelope.request.intent.slots
    say = handler_input.response_builder
    if slots["phone"].value is None:
        return (
            say.speak("Number?")
            .ask("Number?")
            .add_directive(ElicitSlotDirective(slot_to_elicit="phone"))
            .response
        )
    status = slots["phone"].confirmation_status.value
    if status == "NONE":
        return (
            say.speak("Right?")
            .ask("Right?")
            .add_directive(ConfirmSlotDirective(slot_to_confirm="phone"))
            .response
        )
    return say.speak(f"{slots['phone'].value} {status}").set_should_end_session(True).response


@builder.request_handler(can_handle_func=is_intent_name("AMAZON.StopIntent"))
def stop(handler_input: Any) -> Response:
    return handler_input.response_builder.speak("Goodbye.").set_should_end_session(True).response


@builder.request_handler(can_handle_func=is_request_type("SessionEndedRequest"))
def ended(handler_input: Any) -> Response:
    return handler_input.response_builder.response


@builder.request_handler(can_handle_func=lambda handler_input: True)
def anything(handler_input: Any) -> Response:
    return handler_input.response_builder.speak("I heard something. What else?").ask("What else?").response


hello = builder.lambda_handler()
