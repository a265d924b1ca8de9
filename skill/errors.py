"""Every error of the skill, in one tree.

SkillError                 the base: a message for a person or an operator, free of anything a caller said
├── SettingsError          the environment is missing a value or holds a malformed one
├── ContentError           a content file is missing, malformed or lacks an entry
├── RequestError           a request that this skill must not or cannot answer
│   └── WrongSkillError    the request was meant for another skill
├── RefusedError           a change that the state of a record does not allow
├── StoreError             DynamoDB failed, refused or was too slow
└── ServiceError           one of Alexa's own APIs failed, refused or was too slow
"""

from __future__ import annotations

__all__ = [
    "ContentError",
    "RefusedError",
    "RequestError",
    "ServiceError",
    "SettingsError",
    "SkillError",
    "StoreError",
    "WrongSkillError",
]


class SkillError(Exception):
    """The base of every error that the skill raises itself.

    The message may be logged: it never holds what a caller said, a name, a number, a ZIP or a user id.
    """


class SettingsError(SkillError):
    """The environment is missing a value or holds a malformed one."""


class ContentError(SkillError):
    """A content file is missing, malformed or lacks an entry."""


class RequestError(SkillError):
    """A request that this skill must not or cannot answer."""


class WrongSkillError(RequestError):
    """The request was meant for another skill."""


class RefusedError(SkillError):
    """A change that the state of a record does not allow, e.g. claiming what a colleague has claimed."""


class StoreError(SkillError):
    """DynamoDB failed, refused or was too slow."""


class ServiceError(SkillError):
    """One of Alexa's own APIs failed, refused or was too slow."""
