"""The coordinator page: a small web page, served by the register, for who answers for the network.

Server-rendered, without a script. It shows centres, devices and counts; the register knows no
person and no household, so neither can the page. Templates, style and words are in
``resources/page``.
"""

from sync.register.page.rendering import template_config
from sync.register.page.routing import error_pages, page_routes

__all__ = ["error_pages", "page_routes", "template_config"]
