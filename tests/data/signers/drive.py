"""Sends requests signed by the platform's own package for Python.

Reads a list of requests from standard input, as JSON, and writes their replies' statuses and bodies.
"""

import json
import sys
import urllib.error
import urllib.request
from collections import OrderedDict

from volcengine.auth.SignerV4 import SignerV4
from volcengine.base.Request import Request
from volcengine.Credentials import Credentials


def signed(asked):
    """The URL and the headers of a request."""
    keys = Credentials(
        asked["access_key"], asked["secret_key"], asked["service"], asked["region"], asked["token"]
    )
    request = Request()
    request.set_schema("http")
    request.set_method(asked["method"])
    request.set_host(asked["host"])
    request.set_path("/")
    request.set_query(OrderedDict(asked["query"]))
    if asked["form"] == "query":
        return "http://%s/?%s" % (asked["host"], SignerV4.sign_url(request, keys)), {}
    headers = {"Host": asked["host"]}
    if asked["method"] != "GET":
        headers["Content-Type"] = "application/json"
    request.set_headers(OrderedDict(headers))
    request.body = asked["body"]
    SignerV4.sign(request, keys)
    return request.build(), dict(request.headers)


def answer(asked):
    url, headers = signed(asked)
    body = asked["body"].encode() if asked["method"] != "GET" else None
    request = urllib.request.Request(url, data=body, headers=headers, method=asked["method"])
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=20) as reply:
            return {"status": reply.status, "body": reply.read().decode()}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "body": error.read().decode()}


json.dump([answer(asked) for asked in json.load(sys.stdin)], sys.stdout)
