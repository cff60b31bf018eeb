"""What is locked is locked whole, and the bill of materials says it word for word."""

import json
import re

import pytest
from cyclonedx.model.bom import Bom
from packaging.markers import Marker

from installer.locked import LOCKS, LockUnreadable, read_lock
from installer.sbom import make_sbom, wanted_here, write_sbom

FILES = sorted(LOCKS.glob("*.txt"))


def test_the_locks_are_those_that_the_project_speaks_of():
    names = {path.stem for path in FILES}
    assert names == {"bench", "dev", "installer", "mutation", "run", "server"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_of_a_lock_is_one_version_with_its_hashes(path):
    packages = read_lock(path)
    assert len(packages) > 20
    for package in packages:
        assert package.hashes, package
        assert all(re.fullmatch("[0-9a-f]{64}", each) for each in package.hashes), package
        assert not package.marker or Marker(package.marker)


@pytest.mark.parametrize(
    "line",
    ["alembic>=1.20", "alembic", "--pre", "alembic @ file:///tmp/a", "six==1 --no-binary"],
)
def test_a_line_that_no_lock_should_have_is_refused(tmp_path, line):
    lock = tmp_path / "run.txt"
    lock.write_text(f"six==1.17.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n")
    with pytest.raises(LockUnreadable):
        read_lock(lock)


def test_the_bill_of_materials_has_every_package_installed_here_with_hashes_and_licence(tmp_path):
    path = write_sbom(tmp_path, "0.2.0")
    assert path.name == "dapo-0.2.0.cdx.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    wanted = {
        package.name: (package.version, sorted(package.hashes))
        for package in read_lock(LOCKS / "run.txt")
        if not package.marker or Marker(package.marker).evaluate()
    }
    assert {
        each["name"]: (each["version"], sorted(one["content"] for one in each["hashes"]))
        for each in told["components"]
    } == wanted
    assert [each["name"] for each in told["components"] if not each.get("licenses")] == []
    assert all(
        each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}" for each in told["components"]
    )
    assert (told["metadata"]["component"]["version"], told["specVersion"]) == ("0.2.0", "1.6")


def test_the_bill_of_materials_names_no_place():
    assert "://" not in re.sub(r'"\$schema": "[^"]+"', "", make_sbom("0.2.0"))


def test_another_program_reads_the_bill_of_materials():
    told = make_sbom("0.2.0")
    read = Bom.from_json(json.loads(told))
    assert {component.name for component in read.components} == {
        package.name for package in wanted_here()
    }
    assert read.metadata.component.name == "dapo"
