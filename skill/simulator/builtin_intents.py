"""What people say for Amazon's own intents, which the model lists without samples."""

from __future__ import annotations

__all__ = ["BUILTIN_SAMPLES", "LEAVING"]

LEAVING = frozenset({"exit", "quit"})
"""The device ends the session itself; the skill gets only a SessionEndedRequest and cannot answer.

Source: developer.amazon.com, Custom Interface Best Practices.
"""

BUILTIN_SAMPLES: dict[str, tuple[str, ...]] = {
    "AMAZON.CancelIntent": ("cancel", "cancel that", "never mind", "forget it", "forget about it"),
    "AMAZON.HelpIntent": (
        "help",
        "help me",
        "can you help me",
        "i need help",
        "what can i say",
        "what can you do",
    ),
    "AMAZON.StopIntent": ("stop", "stop it", "off", "shut up", "be quiet", "stop talking"),
    "AMAZON.NavigateHomeIntent": ("go home", "home", "go to the home screen", "take me home"),
    "AMAZON.YesIntent": (
        *("yes", "yes please", "yeah", "yep", "yup", "sure", "sure thing", "okay", "of course", "correct"),
        *(
            "that's right",
            "that's correct",
            "right",
            "absolutely",
            "definitely",
            "please do",
            "go ahead",
            "uh huh",
        ),
        *(
            "yes it is",
            "yes i do",
            "yes i am",
            "yes i have",
            "yes they do",
            "yes they are",
            "yes that's right",
        ),
    ),
    "AMAZON.NoIntent": (
        *("no", "no thanks", "no thank you", "nope", "nah", "not now", "not really", "no way", "incorrect"),
        *(
            "that's wrong",
            "that's not right",
            "no it isn't",
            "no i don't",
            "no i'm not",
            "no i haven't",
            "wrong",
        ),
        *("no that's wrong", "no that's not right", "uh uh", "negative", "absolutely not", "no they don't"),
    ),
    "AMAZON.RepeatIntent": (
        *("repeat", "repeat that", "say that again", "say it again", "can you repeat that", "come again"),
        *("please repeat", "can you say that again", "repeat it", "repeat please", "what did you say"),
    ),
    "AMAZON.StartOverIntent": (
        "start over",
        "restart",
        "start again",
        "begin again",
        "start from the beginning",
    ),
    "AMAZON.NextIntent": ("next", "skip", "skip forward", "next one", "the next one"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up", "previous", "back"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.MoreIntent": ("more", "show more"),
}
"""From Amazon's page on standard built-in intents, with the answers that people give besides."""
