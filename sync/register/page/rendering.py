"""Templates of the page: escaped always, undefined names are errors."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig
from markupsafe import Markup

from resources import resource_path


def template_config() -> TemplateConfig[JinjaTemplateEngine]:
    """Make the configuration that the application renders templates with."""
    environment = Environment(
        loader=FileSystemLoader(resource_path("page/templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["icon"] = icon
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment))


@cache
def icon(name: str) -> Markup:
    """Give one of our own icons as part of the page; it says nothing to a screen reader."""
    drawn = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    hidden = drawn.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ')
    return Markup(hidden)  # noqa: S704 - a file of this program, named by its templates
