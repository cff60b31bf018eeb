"""A sample of the three hundred hostile files of `dev.py bench hostile`."""

import json
import subprocess
import sys

import pytest

from tests.support.hostile_three_hundred import THREE_HUNDRED

SAMPLE = [name for name in THREE_HUNDRED if not name.startswith("by hand")][3::7]


@pytest.mark.posix("links, pipes and names of Linux")
def test_a_sample_of_the_three_hundred_gets_plain_answers(tmp_path):
    paths = []
    for number, name in enumerate(SAMPLE):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(THREE_HUNDRED[name](folder))
    command = [sys.executable, "-m", "tests.support.hostile_run", "--together", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines()][:-1]
    assert len(told) == len(SAMPLE) >= 40
    wrong = ("CRASH", "NO WORDS")
    assert [each for each in told if any(a.startswith(wrong) for a in each["answers"])] == []
    answers = {answer for each in told for answer in each["answers"]}
    assert {"read", "refused: damaged", "refused: foreign"} <= answers


def test_there_are_more_than_three_hundred():
    assert len(THREE_HUNDRED) > 300
