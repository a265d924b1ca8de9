from __future__ import annotations

import pytest

from skill.programs.directory.reading import Reading
from tests.programs.data import SUBSTANCE_USE, read, real


@pytest.fixture(scope="session")
def national() -> Reading:
    """SAMHSA's directory of 2022 for substance use."""
    return read(real(SUBSTANCE_USE))
