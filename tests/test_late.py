"""A late module is the real one, later."""

import subprocess
import sys

import pytest

from skill.late import late


def run(code):
    """What a fresh process prints."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return ran.stdout.split()


def test_a_part_is_imported_without_its_package_and_the_package_runs_when_it_is_asked():
    printed = run(
        "import skill.lean_powertools, sys\n"
        "from aws_lambda_powertools.metrics import Metrics\n"
        "print('aws_lambda_powertools.logging' in sys.modules)\n"
        "import aws_lambda_powertools\n"
        "print(aws_lambda_powertools.Metrics is Metrics, aws_lambda_powertools.Logger.__name__)\n"
        "print(aws_lambda_powertools.tracing.Tracer.__name__)\n"
    )
    assert printed == ["False", "True", "Logger", "Tracer"]


def test_the_sdks_own_builder_of_responses_works_behind_the_late_one():
    printed = run(
        "import skill.lean_sdk, sys\n"
        "from ask_sdk_core.handler_input import HandlerInput\n"
        "builder = HandlerInput(None).response_builder\n"
        "print('ask_sdk_model.interfaces.display' in sys.modules)\n"
        "print(builder.speak('Hello.').ask('Hello?').response.output_speech.ssml)\n"
        "from ask_sdk_core.response_helper import ResponseFactory\n"
        "print(type(builder) is ResponseFactory)\n"
    )
    assert printed == ["False", "<speak>Hello.</speak>", "True"]


def test_the_sdks_own_finder_of_templates_keeps_what_it_was_made_of():
    printed = run(
        "import skill.lean_sdk\n"
        "from ask_sdk_core.view_resolvers import TemplateFactory\n"
        "late = TemplateFactory(template_loaders=['loader'], template_renderer='renderer')\n"
        "print(late.template_loaders[0], late.renderer)\n"
        "from ask_sdk_core.view_resolvers import LRUCache, TemplateFactory\n"
        "print(type(late) is TemplateFactory, LRUCache.__name__)\n"
    )
    assert printed == ["loader", "renderer", "True", "LRUCache"]


def test_all_are_run_before_threads_may_meet_one():
    printed = run(
        "import skill.lean_sdk, skill.lean_powertools, skill.late, sys\n"
        "names = [name for name in sys.modules if '__getattr__' in vars(sys.modules[name])]\n"
        "skill.late.run_all()\n"
        "import ask_sdk_core.response_helper as helper, aws_lambda_powertools as tools\n"
        "print(helper.__name__ in names, 'ResponseFactory' in vars(helper), 'Logger' in vars(tools))\n"
    )
    assert printed == ["True", "True", "True"]


def test_a_name_that_is_not_there_is_missed_as_ever():
    printed = run(
        "import skill.lean_powertools\n"
        "import aws_lambda_powertools\n"
        "print(hasattr(aws_lambda_powertools, 'Lager'))\n"
    )
    assert printed == ["False"]


def test_what_has_run_is_left_alone():
    late("json")
    assert sys.modules["json"].loads("1") == 1


def test_there_must_be_such_a_module():
    with pytest.raises(ModuleNotFoundError):
        late("no_such_module_anywhere")
