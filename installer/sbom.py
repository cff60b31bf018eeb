"""The bill of materials: what the frozen program is made of, as CycloneDX JSON.

Names, versions and hashes are those of `requirements/run.txt`, licences those that each installed
package tells of itself. Only what this system installs is in it, as in the folder it lies beside.
"""

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.markers import Marker

from installer.locked import LOCKS, Locked, read_lock

_OF_CLASSIFIER: Final = "License :: "
_READ: Final = {"rich-click": "MIT", "sqlcipher3": "Zlib"}
"""Licences of packages that only carry the text of theirs."""


def make_sbom(version: str) -> str:
    """The bill of materials of a version of the program, for this system."""
    bom = Bom()
    bom.metadata.component = Component(
        name="dapo",
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseFactory().make_from_string("EUPL-1.2")],
    )
    for package in wanted_here():
        bom.components.add(_component(package))
    bom.register_dependency(bom.metadata.component, bom.components)
    output = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return output.output_as_string(indent=2) + "\n"


def write_sbom(folder: Path, version: str) -> Path:
    """Write it beside the program; the file."""
    path = folder / f"dapo-{version}.cdx.json"
    path.write_text(make_sbom(version), encoding="utf-8", newline="\n")
    return path


def wanted_here() -> Iterator[Locked]:
    """The packages of `run.txt` that this system and this Python install."""
    for package in read_lock(LOCKS / "run.txt"):
        if not package.marker or Marker(package.marker).evaluate():
            yield package


def licences(package: Distribution) -> list[str]:
    """What a package says of its licence: an SPDX expression where it has one, else its words.

    Raises:
        KeyError: it says nothing, and nobody has read its text yet.
    """
    told = package.metadata
    expressions: list[str] = told.get_all("License-Expression", [])
    classifiers: list[str] = told.get_all("Classifier", [])
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith(_OF_CLASSIFIER)]
    written: list[str] = told.get_all("License", [])
    short = [line.strip() for line in written if line.strip() and "\n" not in line.strip()]
    return expressions or named or short or [_READ[package.name]]


def _component(package: Locked) -> Component:
    factory = LicenseFactory()
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=PackageURL("pypi", name=package.name, version=package.version),
        bom_ref=f"{package.name}=={package.version}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
        licenses=[factory.make_from_string(each) for each in licences(distribution(package.name))],
    )
