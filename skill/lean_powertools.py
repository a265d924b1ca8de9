"""Lets a part of Powertools be imported without the whole; import it before Powertools.

`aws_lambda_powertools` imports its logger, its tracer and a query language, whatever part of it is asked for:
a third of a cold start. The first answer writes one metrics record, and needs none of them.
"""

from __future__ import annotations

import logging

from skill.late import late

__all__: list[str] = []

late("aws_lambda_powertools")
# Its parts tell this logger what they do; the package itself, too, keeps that out of our log.
logging.getLogger("aws_lambda_powertools").propagate = False
