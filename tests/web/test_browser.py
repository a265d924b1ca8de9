"""The browser simulator in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no chromium; .ci/run installs it")

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PATIENCE = 20_000
"""Milliseconds; a loaded machine is slow, and no test is about speed."""


@pytest.fixture(scope="module")
def address():
    """`iop serve` in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IOP_")}
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "skill.cli", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    ready = server.stdout.readline()
    yield ready.removeprefix("ready ").strip()
    server.terminate()
    server.wait(10)
    server.stdout.close()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    """A page in a context of its own, which must end without an error on the console or a foreign request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(address) else _foreign(asked.url, wrong))
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def _foreign(url, wrong):
    if not url.startswith(("data:", "blob:")):
        wrong.append(f"asked {url}")


def open_skill(page):
    page.get_by_role("button", name="Open the skill").click()
    page.get_by_text("What would you like to know?").first.wait_for()


def say(page, words):
    """Type and wait for the reply; what it says."""
    before = page.locator("#turns > li").count()
    page.get_by_label("What you say").fill(words)
    page.keyboard.press("Enter")
    page.locator("#turns > li").nth(before).wait_for()
    return page.locator("#turns > li .skill").last.inner_text()


def test_a_whole_conversation(page):
    open_skill(page)
    assert "go home to sleep" in say(page, "what is an iop")
    assert "WhatIsIopTopicIntent" in page.locator("#verdict").inner_text()
    assert "exact" in page.locator("#verdict").inner_text()
    assert "Prices vary" in say(page, "what does it cost")
    assert "take care" in say(page, "stop")
    assert page.get_by_label("What you say").is_disabled()
    page.get_by_role("button", name=re.compile("^You: what is an iop")).click()
    assert "WhatIsIopTopicIntent" in page.locator("#verdict").inner_text()


def test_a_crisis(page):
    open_skill(page)
    said = say(page, "i want to kill myself")
    assert "988" in said
    assert said.endswith("Shall I say that again?")
    assert "988" in say(page, "stop")


def test_the_keyboard_alone_is_enough(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Open the skill":
            break
    page.keyboard.press("Enter")
    page.get_by_text("What would you like to know?").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "say"
    page.keyboard.type("who is it for")
    page.keyboard.press("Enter")
    page.locator("#turns > li").nth(1).wait_for()
    assert "weekly visits" in page.locator("#turns > li .skill").last.inner_text()


def test_two_sessions_do_not_mix(browser, address):
    pages = []
    for words in ("what does it cost", "who is it for"):
        page = browser.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        open_skill(page)
        say(page, words)
        pages.append(page)
    repeated = [say(page, "repeat that") for page in pages]
    assert "Prices vary" in repeated[0]
    assert "weekly visits" in repeated[1]
    for page in pages:
        page.context.close()


def test_an_echo_show_shows_its_screen(page):
    page.locator("#kind").select_option("show")
    open_skill(page)
    say(page, "i want to kill myself")
    screen = page.locator("#screen")
    assert "988" in screen.inner_text()
    assert "kill" not in screen.inner_text()


def test_silence_and_the_end_of_a_session(page):
    open_skill(page)
    page.get_by_role("button", name="Silence").click()
    page.get_by_text("The session is over. Open the skill again.").wait_for()


def test_going_back_forgets_what_came_after(page):
    open_skill(page)
    say(page, "what does it cost")
    say(page, "who is it for")
    page.get_by_role("button", name="Go back to just after: what does it cost").click()
    page.locator("#turns > li").nth(2).wait_for(state="detached")
    assert "Prices vary" in say(page, "repeat that")


def test_a_transcript_is_saved_and_replayed(page, tmp_path):
    open_skill(page)
    say(page, "what does it cost")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save transcript").click()
    saved = tmp_path / "transcript.yaml"
    download.value.save_as(saved)
    assert "what does it cost" in saved.read_text(encoding="utf-8")
    page.locator("#load").set_input_files(saved)
    page.get_by_text("2 turns replayed").wait_for()
    assert page.locator("#problem").inner_text() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anyone_out(page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    open_skill(page)
    say(page, "what does it cost")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_narrow_window_needs_no_sideways_scrolling(page):
    page.set_viewport_size({"width": 360, "height": 740})
    open_skill(page)
    say(page, "what does it cost")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
