import json
import subprocess
import sys
import zipfile

import pytest

from skill.deployment import bundle
from skill.simulator.local_cloud import SKILL_ID

BUDGET = 8_000_000


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return bundle.build(tmp_path_factory.mktemp("bundle") / "skill.zip")


@pytest.fixture(scope="module")
def unpacked(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder)
    return folder


def names(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_it_fits_the_budget(built):
    assert built.stat().st_size <= BUDGET


def test_the_same_input_gives_the_same_bytes(built, tmp_path, monkeypatch):
    """Neither the clock, nor the installation, nor the order in which a disk lists files shows in it."""
    monkeypatch.setattr(bundle, "WHEELS", tmp_path / "installed anew")
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert bundle.build(tmp_path / "again.zip").read_bytes() == built.read_bytes()


def test_new_code_is_a_new_bundle(built, tmp_path, monkeypatch):
    own = tmp_path / "own"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(bundle.ROOT), str(own)], check=True)
    monkeypatch.setattr(bundle, "ROOT", own)
    first = bundle.build(tmp_path / "first.zip").read_bytes()
    handler = own / "lambda_handler.py"
    handler.write_text(handler.read_text() + "\n")
    assert bundle.build(tmp_path / "second.zip").read_bytes() != first


def test_it_holds_what_a_request_needs_and_no_tools(built):
    held = names(built)
    tops = {name.split("/")[0] for name in held}
    packages = {name.split("/")[1] for name in held if name.startswith("skill/") and name.count("/") > 1}
    assert {"lambda_handler.py", "skill", "ask_sdk_core", "ask_sdk_model", "phonenumbers"} <= tops
    assert {"content", "crisis", "education", "screening", "programs", "callbacks", "basics"} <= packages
    assert "skill/content/en-US/numbers.toml" in held
    assert not packages & set(bundle.DEVELOPMENT_ONLY)
    assert not tops & {"boto3", "botocore", "s3transfer", "click", "rich", "flask", "hassil", "ministack"}


def test_it_holds_no_leavings(built):
    assert not [name for name in names(built) if name.endswith((".pyc", "/RECORD", ".dist-info/INSTALLER"))]


def test_its_native_code_is_for_lambdas_processor(built):
    native = [name for name in names(built) if name.endswith((".so", ".pyd", ".dylib"))]
    assert all("aarch64-linux" in name for name in native), native


ASK = """
import json, os, sys
# A Lambda that has the bundle and Python, and nothing else.
sys.path = [folder for folder in sys.path if "-packages" not in folder]
sys.path.insert(0, {task!r})
os.environ["IOP_SKILL_ID"] = {skill_id!r}
import lambda_handler
answer = lambda_handler.skill(json.load(sys.stdin))
print(json.dumps([answer, sorted({{"boto3", "botocore"}} & set(sys.modules))]))
"""


def test_it_answers_with_nothing_but_itself_on_the_path(unpacked):
    event = {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "s",
            "application": {"applicationId": SKILL_ID},
            "user": {"userId": "u"},
        },
        "context": {"System": {"application": {"applicationId": SKILL_ID}, "user": {"userId": "u"}}},
        "request": {
            "type": "LaunchRequest",
            "requestId": "r",
            "timestamp": "2026-01-01T00:00:00Z",
            "locale": "en-US",
        },
    }
    script = ASK.format(task=str(unpacked), skill_id=SKILL_ID)
    # -I: no environment, no user's packages, no working directory on the path.
    command = [sys.executable, "-I", "-W", "ignore", "-c", script]
    ran = subprocess.run(
        command, input=json.dumps(event), capture_output=True, text=True, cwd=unpacked, check=False
    )
    assert ran.returncode == 0, ran.stderr
    answer, aws_modules = json.loads(ran.stdout.splitlines()[-1])
    assert answer["response"]["shouldEndSession"] is False
    assert answer["sessionAttributes"]["pending"]["id"] != "basics.error"
    assert aws_modules == []
