"""Calls AWS through boto3, one JSON request per line of standard input, one JSON answer per line of standard output.

A request is {"service", "operation", "parameters"}. An answer is {"output"} or {"error": {"code", "message", "status"}},
with "deviations": where the raw body departs from the service's published model, which botocore carries and does not
itself insist on.
"""

import json
import sys

import botocore.session
from botocore.exceptions import ClientError

SESSION = botocore.session.get_session()
CLIENTS = {}
# Amplify says NONE for a branch without a stage; its model does not list it.
BEYOND_THE_MODEL = {("Stage", "NONE")}
JSON_TYPES = {
    "boolean": bool,
    "integer": int,
    "list": list,
    "long": int,
    "map": dict,
    "string": str,
    "structure": dict,
    "timestamp": (int, float),
}


def deviations(shape, value, path):
    """Where a JSON value is not what its shape says, as lines of text."""
    expected = JSON_TYPES.get(shape.type_name)
    if expected and not isinstance(value, expected):
        return [f"{path} is {type(value).__name__}, not {shape.type_name}"]
    if shape.type_name == "string":
        allowed = shape.metadata.get("enum")
        if allowed and value not in allowed and (shape.name, value) not in BEYOND_THE_MODEL:
            return [f"{path} is {value}, not one of {', '.join(allowed)}"]
    if shape.type_name == "list":
        return [line for at, item in enumerate(value) for line in deviations(shape.member, item, f"{path}[{at}]")]
    if shape.type_name == "map":
        return [line for key, item in value.items() for line in deviations(shape.value, item, f"{path}.{key}")]
    if shape.type_name != "structure":
        return []
    found = [f"{path}.{name} is missing" for name in shape.required_members if name not in value]
    for name, item in value.items():
        member = shape.members.get(name)
        found += deviations(member, item, f"{path}.{name}") if member else [f"{path}.{name} is unknown"]
    return found


def client(service):
    if service not in CLIENTS:
        CLIENTS[service] = SESSION.create_client(service)
    return CLIENTS[service]


def method_of(service, operation):
    names = client(service).meta.method_to_api_mapping
    return getattr(client(service), next(python for python, api in names.items() if api == operation))


def call(request):
    service, operation = request["service"], request["operation"]
    raw = {}

    def keep(response_dict, **_):
        raw["body"], raw["status"] = response_dict["body"], response_dict["status_code"]

    events = client(service).meta.events
    events.register("before-parse", keep, unique_id="keep")
    try:
        output = method_of(service, operation)(**request.get("parameters", {}))
    except ClientError as error:
        fault = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"code": fault["Code"], "message": fault["Message"], "status": status}, "deviations": []}
    finally:
        events.unregister("before-parse", unique_id="keep")
    output.pop("ResponseMetadata", None)
    model = client(service).meta.service_model
    shape = model.operation_model(operation).output_shape
    is_json = "json" in model.metadata["protocol"]
    found = deviations(shape, json.loads(raw["body"] or b"{}"), operation) if is_json and shape else []
    return {"output": output, "deviations": found}


def limits(shape):
    """The names, kinds and limits of a request's body, as support/aws/amplify/shapes.ts writes them."""
    kind = shape.type_name
    if kind == "structure":
        body = {name: limits(member) for name, member in shape.members.items() if not member.serialization.get("location")}
        required = [name for name in shape.required_members if name in body]
        return {"is": kind, "members": body, "required": required}
    if kind == "list":
        return {"is": kind, "item": limits(shape.member)}
    if kind == "map":
        return {"is": kind, "max": shape.metadata.get("max"), "value": limits(shape.value)}
    if kind == "string":
        return {"is": kind, "min": shape.metadata.get("min", 0), "max": shape.metadata.get("max"), "of": shape.enum or None}
    return {"is": kind}


def answer(request):
    if request["operation"] == "describe-request":
        model = SESSION.get_service_model(request["service"])
        names = request["parameters"]["operations"]
        return {"output": {name: limits(model.operation_model(name).input_shape) for name in names}, "deviations": []}
    return call(request)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
