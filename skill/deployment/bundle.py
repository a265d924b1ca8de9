"""The Lambda bundle: one zip for both functions, the same bytes from the same input.

`python -m skill.deployment.bundle` writes `dist/skill.zip`; the local cloud and AWS run the same file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["BUNDLE", "build"]

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "lambda.lock"
BUNDLE = ROOT / "dist" / "skill.zip"
WHEELS = ROOT / "build" / "lambda"

DEVELOPMENT_ONLY = ("cli", "deployment", "model", "simulator")
"""Packages of `skill/` that no request needs."""

LEARNED_FROM = ("skill/crisis/examples/", "skill/crisis/patterns/en-US/")
"""What the compiled patterns are made of."""

IN_THE_RUNTIME = frozenset({"boto3", "botocore", "s3transfer"})
"""What Lambda's Python runtime brings, and only boto3 needs."""

NEEDLESS = ("aws_lambda_powertools/event_handler/",)
"""Folders of libraries that serve web pages and the like, and that nothing here imports."""

MOMENT = (2020, 1, 1, 0, 0, 0)
"""The time stamp of every file in the bundle."""

MODE = 0o100644 << 16


def build(output: Path = BUNDLE) -> Path:
    """Write the bundle to `output` and return it.

    Raises:
        subprocess.CalledProcessError: pip could not get what `requirements/lambda.lock` pins as wheels
            that run on Lambda's arm64.
    """
    libraries = _libraries()
    files = dict(sorted([*_files(libraries, libraries), *_own_files()]))
    files = {name: path for name, path in files.items() if not name.startswith(NEEDLESS)}
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_suffix(f".{os.getpid()}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr = MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, path.read_bytes())
    unfinished.replace(output)
    return output


def _own_files() -> Iterator[tuple[str, Path]]:
    yield "lambda_handler.py", ROOT / "lambda_handler.py"
    for name, path in _files(ROOT / "skill", ROOT):
        if name.split("/")[1] not in DEVELOPMENT_ONLY and not name.startswith(LEARNED_FROM):
            yield name, path


def _files(folder: Path, base: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(base)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
            yield name.as_posix(), path


def _libraries() -> Path:
    """A folder with the pinned libraries, unpacked; made once for each state of the lock."""
    pins = _pins()
    folder = WHEELS / hashlib.sha256(pins.encode()).hexdigest()[:16]
    if folder.is_dir():
        return folder
    WHEELS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WHEELS) as scratch:
        lock = Path(scratch) / "lambda.lock"
        lock.write_text(pins)
        target = Path(scratch) / "libraries"
        _install(lock, target)
        # What pip writes about the installation differs from one to the next.
        for record in (
            *target.glob("*.dist-info/RECORD"),
            *target.glob("*.dist-info/INSTALLER"),
            *target.glob("*.dist-info/REQUESTED"),
            *target.glob("*.dist-info/direct_url.json"),
        ):
            record.unlink()
        shutil.rmtree(target / "bin", ignore_errors=True)
        with contextlib.suppress(OSError):  # another process was first, with the same
            target.replace(folder)
    return folder


def _pins() -> str:
    """The lock without what the runtime brings."""
    entries = LOCK.read_text().replace("\\\n", "\\\0").splitlines()
    kept = [entry for entry in entries if entry.partition("==")[0] not in IN_THE_RUNTIME]
    return "\n".join(kept).replace("\\\0", "\\\n") + "\n"


def _install(lock: Path, target: Path) -> None:
    """Wheels without native code where there are any (they run anywhere), for arm64 where not."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    options = [
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--python-version=3.13",
        "--no-compile",
    ]
    platform = ["--implementation=cp", "--platform=manylinux2014_aarch64", f"--target={target}"]
    subprocess.run(  # noqa: S603  # our own interpreter, our own lock
        [*pip, *options, *platform, f"--requirement={lock}"], check=True
    )


if __name__ == "__main__":
    made = build()
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    sys.stdout.write(f"{made.relative_to(ROOT)}  {made.stat().st_size / 1e6:.2f} MB  sha256 {digest}\n")
