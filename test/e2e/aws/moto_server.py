"""moto's server on a port of the loopback interface, which it prints once it listens.

It differs from moto's own in three ways. Instead of a page of HTML with status 500, an exception is answered as a line
of text with status 501, and so is a service that moto does not have. It does not log requests: what it logs last before
it ends is why. And a reset does not parse AWS's 1,500 managed policies again, which takes moto two seconds.
"""

import copy
import os
import sys

from moto.iam.models import IAMBackend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server


class Application(DomainDispatcherApplication):
    def get_backend_for_host(self, host):
        backend = super().get_backend_for_host(host)
        # The first question of a request is for no host.
        if backend is None and host is not None:
            raise NotImplementedError(host)
        return backend

    def __call__(self, environ, start_response):
        try:
            return super().__call__(environ, start_response)
        except Exception as error:
            start_response("501 Not Implemented", [("content-type", "text/plain; charset=utf-8")])
            return [f"{type(error).__name__}: {error}".splitlines()[0].encode()]


class Handler(MotoRequestHandler):
    def log(self, *_):
        pass


parse_policies = IAMBackend._init_aws_policies
parsed = {}


def copied(policy):
    """A policy with its own count of attachments and list of versions, which moto changes."""
    copied = copy.copy(policy)
    copied.versions = [*policy.versions]
    return copied


def aws_policies(backend):
    key = (backend.account_id, backend.region_name)
    if key not in parsed:
        parsed[key] = parse_policies(backend)
    return [copied(policy) for policy in parsed[key]]


IAMBackend._init_aws_policies = aws_policies
server = make_server(
    "127.0.0.1", int(sys.argv[1]), Application(create_backend_app), threaded=True, request_handler=Handler
)
os.environ["MOTO_PORT"] = str(server.port)
print(server.port, flush=True)
server.serve_forever()
