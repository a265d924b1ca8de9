"""A cold start and a warm turn of the deployed function, by Lambda's Invoke, against a hello-world skill.

Both functions run on one local cloud from the same zip, so the ratios hold where the milliseconds do not. A
cold start here unpacks and compiles everything and has no snapshot; with SnapStart nobody waits for that.
"""

from __future__ import annotations

import json
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.measure import envelope, medians, verdict
from skill.deployment import bundle
from skill.simulator.local_cloud import SKILL_ID, local_cloud

COLD_ROUNDS = 5
WARM_ROUNDS = 15
TURNS = 25
# A function that logs nothing is answered later by the local cloud, so both write a line.
LOGGING_HELLO = """
from hello_world import skill as answer

def skill(event, context):
    print("{}")
    return answer(event, context)
"""
CRISIS = envelope("IWantToStatementIntent", {"statement": "kill myself"})


def main() -> int:
    event = json.dumps(CRISIS).replace("amzn1.ask.skill.benchmark", SKILL_ID).encode()
    with local_cloud() as cloud:
        functions = cloud.client("lambda")
        skill = cloud.outputs["SkillFunctionName"]
        code = _zip()
        hello = "hello-world"
        functions.create_function(
            FunctionName=hello,
            Runtime="python3.13",
            Architectures=["arm64"],
            Role=functions.get_function_configuration(FunctionName=skill)["Role"],
            Handler="logging_hello.skill",
            Timeout=30,
            MemorySize=512,
            Code={"ZipFile": code},
        )
        functions.get_waiter("function_active_v2").wait(FunctionName=hello, WaiterConfig={"Delay": 1})

        def invoke(name: str) -> float:
            started = time.perf_counter()
            answer = functions.invoke(FunctionName=name, Payload=event)
            answer["Payload"].read()
            assert "FunctionError" not in answer, name
            return time.perf_counter() - started

        def cold(name: str) -> float:
            functions.update_function_code(FunctionName=name, ZipFile=code)  # ends what is running
            functions.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
            return invoke(name)

        def warm(name: str) -> float:
            return sum(invoke(name) for _ in range(TURNS)) / TURNS

        first = medians(
            {"hello world": lambda: cold(hello), "skill": lambda: cold(skill)},
            COLD_ROUNDS,
        )
        later = medians(
            {
                "hello world": lambda: warm(hello),
                "skill": lambda: warm(skill),
                "alias": lambda: warm(cloud.skill_function),
            },
            WARM_ROUNDS,
        )
    print("  cold, seconds: " + ", ".join(f"{name} {value:.3f}" for name, value in first.items()))
    print("  warm, milliseconds: " + ", ".join(f"{name} {value * 1e3:.1f}" for name, value in later.items()))
    missed = verdict("deployed, cold: first crisis reply", first["skill"] / first["hello world"], 1.25)
    missed += verdict("deployed, warm turn", later["skill"] / later["hello world"], 2.0)
    missed += verdict("the bundle", bundle.build().stat().st_size / 1e6, 8, "MB")
    return missed


def _zip():
    """The bundle, and the hello-world skill beside it."""
    with tempfile.TemporaryDirectory() as folder:
        code = bundle.build(Path(folder) / "both.zip")
        with zipfile.ZipFile(code, "a") as archive:
            archive.write(Path(__file__).with_name("hello_world.py"), "hello_world.py")
            archive.writestr("logging_hello.py", LOGGING_HELLO)
        return code.read_bytes()
