"""Calls AWS through boto3, one JSON request per line of standard input, one JSON answer per line of standard output.

A request is {"service", "operation", "parameters"}; the operation `judge` is not AWS's, but a question about a model. An
answer is {"output"} or {"error": {"code", "message", "status"}}, with "deviations": where the raw body does not fit the
service's published model, which botocore contains and does not itself insist on.
"""

import json
import re
import sys
from urllib.parse import parse_qs, unquote

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
    """Where a JSON value is not what its shape says, as lines."""
    expected = JSON_TYPES.get(shape.type_name)
    if expected and not isinstance(value, expected):
        return [f"{path} is {type(value).__name__}, not {shape.type_name}"]
    found = beyond_limits(shape, value, path)
    if shape.type_name == "string":
        allowed = shape.metadata.get("enum")
        if allowed and value not in allowed and (shape.name, value) not in BEYOND_THE_MODEL:
            return [f"{path} is {value}, not one of {', '.join(allowed)}"]
    if shape.type_name == "list":
        return found + [line for at, item in enumerate(value) for line in deviations(shape.member, item, f"{path}[{at}]")]
    if shape.type_name == "map":
        for key, item in value.items():
            found += deviations(shape.key, key, f"{path}'s key") + deviations(shape.value, item, f"{path}.{key}")
        return found
    if shape.type_name != "structure":
        return found
    found = [f"{path}.{name} is missing" for name in shape.required_members if name not in value]
    for name, item in value.items():
        member = shape.members.get(name)
        found += deviations(member, item, f"{path}.{name}") if member else [f"{path}.{name} is unknown"]
    return found


def beyond_limits(shape, value, path):
    """Where a value breaks the lengths, numbers or pattern of its shape."""
    limits, found = shape.metadata, []
    if shape.type_name in ("string", "list", "map", "integer", "long"):
        size = value if isinstance(value, int) else len(value)
        if size < limits.get("min", size):
            found.append(f"{path} is less than {limits['min']}")
        if size > limits.get("max", size):
            found.append(f"{path} is more than {limits['max']}")
    # Python has no classes of Unicode; these three are letters and digits, and space.
    pattern = re.sub(r"\\p\{[LN]\}", r"\\w", limits.get("pattern", "")).replace(r"\p{Z}", r"\s")
    if pattern and shape.type_name == "string" and not re.fullmatch(pattern, value):
        found.append(f"{path} is {value}, which does not match {limits['pattern']}")
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
        refusal = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"code": refusal["Code"], "message": refusal["Message"], "status": status}, "deviations": []}
    finally:
        events.unregister("before-parse", unique_id="keep")
    output.pop("ResponseMetadata", None)
    model = client(service).meta.service_model
    shape = model.operation_model(operation).output_shape
    is_json = "json" in model.metadata["protocol"]
    found = deviations(shape, json.loads(raw["body"] or b"{}"), operation) if is_json and shape else []
    return {"output": output, "deviations": found}


def located(shape, location):
    """The members of a request that are in its path (`uri`), its query (`querystring`), or its body (None)."""
    return {name: member for name, member in shape.members.items() if member.serialization.get("location") == location}


def judge(service, message):
    """Where a request as it was sent, or its answer, does not fit the model."""
    model = SESSION.get_service_model(service)
    operation = model.operation_model(message["operation"])
    if model.metadata["protocol"] == "query":
        given = {name: values[0] for name, values in parse_qs(message["body"]).items()}
        given = {name: value for name, value in given.items() if name not in ("Action", "Version")}
    else:
        given = json.loads(message["body"] or "{}")
    shape = operation.input_shape
    template = operation.http["requestUri"]
    found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), message["path"])
    if found is None:
        return [f"{message['path']} is not {template}"]
    given.update({name: unquote(value) for name, value in found.groupdict().items()})
    for name, member in located(shape, "querystring").items():
        values = parse_qs(message["search"]).get(member.serialization["name"])
        if values:
            given[name] = values if member.type_name == "list" else int(values[0]) if member.type_name == "integer" else values[0]
    lines = deviations(shape, given, f"{message['operation']}'s request")
    if "answer" in message and operation.output_shape and model.metadata["protocol"] != "query":
        lines += deviations(operation.output_shape, json.loads(message["answer"] or "{}"), f"{message['operation']}'s answer")
    return lines


def answer(request):
    service, parameters = request["service"], request.get("parameters", {})
    if request["operation"] == "judge":
        return {"output": {}, "deviations": judge(service, parameters)}
    return call(request)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
