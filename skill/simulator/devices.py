"""Device profiles: what an Echo and an Echo Show tell the skill about themselves."""

from __future__ import annotations

from typing import Any

__all__ = ["DEVICES", "interfaces", "viewport"]

DEVICES = ("echo", "show")


def interfaces(device: str) -> dict[str, Any]:
    """`supportedInterfaces` of a device."""
    if device == "show":
        return {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}
    return {}


def viewport(device: str) -> dict[str, Any]:
    """What the context says of the screen; nothing for a device without one.

    The figures are those of an Echo Show 8 (hub, landscape, medium), from Amazon's list of viewport profiles.
    """
    if device != "show":
        return {}
    return {
        "Viewport": {
            "experiences": [
                {"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": False, "canResize": False}
            ],
            "mode": "HUB",
            "shape": "RECTANGLE",
            "pixelWidth": 1280,
            "pixelHeight": 800,
            "currentPixelWidth": 1280,
            "currentPixelHeight": 800,
            "dpi": 160,
            "touch": ["SINGLE"],
            "video": {"codecs": ["H_264_42", "H_264_41"]},
        },
        "Viewports": [
            {
                "type": "APL",
                "id": "main",
                "shape": "RECTANGLE",
                "dpi": 160,
                "presentationType": "STANDARD",
                "canRotate": False,
                "configuration": {
                    "current": {
                        "mode": "HUB",
                        "video": {"codecs": ["H_264_42", "H_264_41"]},
                        "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
                    }
                },
            }
        ],
    }
