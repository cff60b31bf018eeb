import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from sync.oprf import (
    ElementRefused,
    KeyHolderKey,
    ProofRefused,
    Token,
    derive_token,
)
from sync.oprf import lanes as lanes_module
from sync.oprf.evaluation import ELEMENT_LENGTH
from sync.oprf.lanes import InlineLane, ProcessLane, open_lanes
from tests.support.processes import unmeasured

KEYS = [KeyHolderKey(b"1" * 32), KeyHolderKey(b"2" * 32)]
PUBLIC_KEYS = [key.public_key for key in KEYS]
TEXTS = [b"C1|one", b"C3|two", b"C4|three"]
# Computed apart, with HMAC-SHA-256 alone.
EXPECTED = (
    "bd4c8c18acac813a357fa6f6886b62f2bd20fe5904e6471a"
    "eaa27731001f1d66c39d9fb4c8515bfbedd18cfa515064d8"
)


def tokens_by(lane, keys=KEYS):
    blinded = lane.blind(7, TEXTS)
    return lane.finalize(7, [key.blind_evaluate(blinded) for key in keys], PUBLIC_KEYS)


def test_a_token_is_the_rfc_5869_derivation_of_all_outputs():
    token = derive_token([b"\x01" * 64, b"\x02" * 64])
    assert token.to_bytes().hex() == EXPECTED
    assert Token.from_bytes(token.to_bytes()) == token


def test_a_token_depends_on_every_key_holder_and_their_order():
    outputs = [b"\x01" * 64, b"\x02" * 64]
    assert len({derive_token(each) for each in (outputs, outputs[::-1], outputs[:1])}) == 3


def test_a_token_does_not_show_its_seal_key():
    token = derive_token([b"\x01" * 64])
    assert token.seal_key.hex() not in repr(token)
    assert repr(token.seal_key) not in repr(token)


def test_a_token_of_another_length_is_refused():
    with pytest.raises(ValueError, match="47"):
        Token.from_bytes(b"x" * 47)


def test_two_centres_obtain_the_same_tokens():
    assert tokens_by(InlineLane()) == tokens_by(InlineLane())
    assert len(set(tokens_by(InlineLane()))) == len(TEXTS)


def test_a_process_of_its_own_obtains_the_same_tokens_and_names_the_wrong_key_holder():
    lane = ProcessLane()
    try:
        assert tokens_by(lane) == tokens_by(InlineLane())
        with pytest.raises(ProofRefused) as caught:
            tokens_by(lane, [KEYS[0], KeyHolderKey(b"3" * 32)])
    finally:
        lane.close()
    assert caught.value.args == (1,)


def test_a_malformed_answer_names_its_key_holder():
    lane = InlineLane()
    blinded = lane.blind(1, TEXTS)
    with pytest.raises(ElementRefused) as caught:
        lane.finalize(1, [b"", KEYS[1].blind_evaluate(blinded)], PUBLIC_KEYS)
    assert caught.value.args == (0,)


def test_the_work_of_a_process_lane_is_that_of_an_inline_one():
    blinded = list(lanes_module._cut(lanes_module._blind(3, TEXTS), ELEMENT_LENGTH))
    evaluations = [key.blind_evaluate(blinded) for key in KEYS]
    joined = lanes_module._finalize(3, evaluations, PUBLIC_KEYS)
    assert joined == b"".join(token.to_bytes() for token in tokens_by(InlineLane()))


def test_small_work_stays_in_the_process():
    with open_lanes(lanes_module.SMALL_WORK - 1) as lanes:
        assert [type(lane) for lane in lanes] == [InlineLane]


def test_a_machine_with_one_core_needs_no_process(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: None)
    with open_lanes(1_000_000) as lanes:
        assert [type(lane) for lane in lanes] == [InlineLane]


def test_large_work_takes_a_process_for_each_core(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    with open_lanes(lanes_module.SMALL_WORK) as lanes:
        assert [type(lane) for lane in lanes] == [ProcessLane] * 3


HOLDER = """
import sys, time
from sync.oprf.lanes import spawned_workers
import os
if __name__ == "__main__":
    workers = spawned_workers(1)
    print(workers.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


@pytest.mark.linux("looks in /proc")
def test_workers_end_with_a_process_that_is_killed(tmp_path: Path):
    script = tmp_path / "holder.py"
    script.write_text(HOLDER, encoding="utf-8")
    environment = unmeasured() | {"PYTHONPATH": str(Path(lanes_module.__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    ) as holder:
        assert holder.stdout is not None
        worker = int(holder.stdout.readline())
        assert Path(f"/proc/{worker}").exists()
        holder.kill()
        # The worker has the other end too: the line ends when it does.
        assert holder.stdout.read() == ""


def test_a_worker_waits_for_its_parent_only_where_it_has_one(monkeypatch: pytest.MonkeyPatch):
    ended = []
    monkeypatch.setattr(lanes_module.os, "_exit", ended.append)
    lanes_module._wait_for_the_end()
    assert ended == []
    monkeypatch.setattr(lanes_module, "parent_process", lambda: SimpleNamespace(join=lambda: None))
    lanes_module._end_with_parent()
    for thread in threading.enumerate():
        if thread.name == "end with parent":
            thread.join()
    assert ended == [1]
