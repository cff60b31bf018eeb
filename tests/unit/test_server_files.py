"""What the units, the image and the page of settings name is what the servers understand."""

import argparse
import re
from pathlib import Path

import pytest

import sync.keyholder.__main__ as keyholder
import sync.register.__main__ as register

HOME = Path(__file__).parents[2]
FILES = sorted(path for path in (HOME / "installer" / "server").iterdir() if path.suffix != ".md")
PARSERS = {"REGISTER": register._parser, "KEYHOLDER": keyholder._parser}
SECTIONS = {
    "Both servers": ("REGISTER", "KEYHOLDER"),
    "Register": ("REGISTER",),
    "Key-holder": ("KEYHOLDER",),
}


def commands(server: str) -> dict[str, argparse.ArgumentParser]:
    """Each command of a server with its own parser."""
    (found,) = [
        action
        for action in PARSERS[server]()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return found.choices


def options(server: str) -> set[str]:
    """The options of a server's `serve`."""
    actions = commands(server)["serve"]._actions
    return {name for action in actions for name in action.option_strings} - {"-h", "--help"}


def test_there_is_something_to_look_at():
    assert [path.name for path in FILES] == [
        "Containerfile",
        "dapo-keyholder.service",
        "dapo-register.service",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_is_an_option_and_every_command_exists(path: Path):
    text = path.read_text(encoding="utf-8")
    settings = re.findall(r"DAPO_(REGISTER|KEYHOLDER)_([A-Z_]+)", text)
    started = re.findall(r"dapo-(register|keyholder)[\", ]+(serve|[a-z]+)\b(?=[\"\s])", text)
    assert settings
    assert started
    for server, name in settings:
        assert f"--{name.lower().replace('_', '-')}" in options(server)
    for server, command in started:
        assert command in commands(server.upper())


def test_the_page_of_settings_names_every_option_of_each_server_and_no_other():
    text = (HOME / "docs" / "configuration.md").read_text(encoding="utf-8")
    told: dict[str, set[str]] = {server: set() for server in PARSERS}
    for section in text.split("\n## ")[1:]:
        for title, servers in SECTIONS.items():
            if section.startswith(title):
                rows = [line.split("|")[1] for line in section.splitlines() if line[:3] == "| `"]
                for server in servers:
                    told[server] |= set(re.findall(r"--[a-z-]+", " ".join(rows)))
    assert told == {server: options(server) for server in PARSERS}
