"""The interface that the servers publish is the one that was agreed, and leaves nothing out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.keyholder import application as keyholder
from sync.keyholder.__main__ import main as keyholder_command
from sync.register import application as register
from sync.register.__main__ import main as register_command
from sync.serving.application import make_server
from tests.support.network import local_network

DOCS = Path(__file__).parents[3] / "docs"
SERVERS = [("register", register_command), ("keyholder", keyholder_command)]
INTERFACES = {"register": register.interface, "keyholder": keyholder.interface}


@pytest.mark.parametrize(("name", "command"), SERVERS)
def test_the_published_document_is_up_to_date(
    name: str, command: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
):
    """After a change on purpose: ``python -m sync.NAME openapi > docs/openapi-NAME.json``."""
    assert command(["openapi"]) == 0
    assert capsys.readouterr().out == (DOCS / f"openapi-{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INTERFACES)
def test_every_operation_is_described(name: str):
    document = INTERFACES[name]()
    assert document["info"]["version"] == "2"
    for path, operations in document["paths"].items():
        assert not path.startswith("/page")
        for operation in operations.values():
            assert operation["summary"].endswith(".")
            assert {"200", "201"} & operation["responses"].keys()
            assert any(int(status) >= 400 for status in operation["responses"])
    assert_every_reference_leads_somewhere(document, document)


def assert_every_reference_leads_somewhere(document: dict[str, Any], part: Any) -> None:
    if isinstance(part, dict):
        if "$ref" in part:
            assert part["$ref"].rpartition("/")[2] in document["components"]["schemas"]
        for each in part.values():
            assert_every_reference_leads_somewhere(document, each)
    elif isinstance(part, list):
        for each in part:
            assert_every_reference_leads_somewhere(document, each)


def test_every_route_outside_the_page_is_in_the_document(tmp_path: Path):
    with local_network(tmp_path, key_holders=1) as network:
        served = httpx.get(f"{network.register_url}/schema/openapi.json")
        kept = (DOCS / "openapi-register.json").read_text(encoding="utf-8")
        assert served.json() == json.loads(kept)
        assert "<script" not in served.text
        assert served.headers["content-type"].startswith("application/vnd.oai.openapi+json")
        routes = {route.path_format for route in register.make_application(network.register).routes}
    outside = {each for each in routes if not each.startswith(("/page", "/schema"))}
    assert outside == register.interface()["paths"].keys()


def test_signed_routes_say_who_signs():
    paths = register.interface()["paths"]
    assert paths["/pushes"]["post"]["security"] == [{"device": []}]
    assert paths["/alarms"]["post"]["security"] == [{"key_holder": []}]
    assert "security" not in paths["/enrolments"]["post"]
    codes = json.dumps(paths["/pushes"]["post"]["responses"]["409"])
    assert "push_differs" in codes
    assert "epoch_differs" in codes


def test_no_message_has_a_field_that_is_called_like_what_its_route_depends_on():
    """The framework would take a wrong one for a fault of the server's own."""
    for application in (
        make_server("", "", register.ROUTES, {}),
        make_server("", "", keyholder.ROUTES, {}),
    ):
        for route in application.routes:
            for handler in getattr(route, "route_handlers", ()):
                data = handler.parsed_data_field
                if data is not None:
                    fields = getattr(data.annotation, "__struct_fields__", ())
                    assert not set(fields) & handler.resolve_dependencies().keys()
