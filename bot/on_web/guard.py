"""Only pages that Usher served itself, on this machine, may talk to it."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

TOKEN = web.AppKey("token", str)
TOKEN_HEADER = "X-Usher-Token"  # noqa: S105 - a header's name
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers[name] = value


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other hosts (DNS rebinding), other origins and posts without the page's token."""
    if not _is_own_host(request):
        raise web.HTTPForbidden(text="Usher answers on 127.0.0.1 and localhost only.")
    opens_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if (request.method not in ("GET", "HEAD") or opens_socket) and not _is_own_origin(request):
        raise web.HTTPForbidden(text="This request comes from another site.")
    if request.method not in ("GET", "HEAD") and not _has_token(request):
        raise web.HTTPForbidden(text="The page is older than this Usher. Reload it.")
    return await handler(request)


def _is_own_host(request: web.Request) -> bool:
    name, _, port = request.headers.get("Host", "").rpartition(":")
    transport = request.transport
    own = transport.get_extra_info("sockname")[1] if transport else None
    return name in LOOPBACK and port == str(own)


def _is_own_origin(request: web.Request) -> bool:
    return request.headers.get("Origin") == f"http://{request.headers['Host']}"


def _has_token(request: web.Request) -> bool:
    given = request.headers.get(TOKEN_HEADER, "")
    return hmac.compare_digest(given.encode(), request.app[TOKEN].encode())
