"""What every client of the Lambda API does with a function, by boto3.

Arguments: endpoint, name, runtime, handler, first package, second package.
"""

import base64
import json
import re
import sys

import boto3
from botocore.config import Config

endpoint, name, runtime, handler, first, second = sys.argv[1:]
functions = boto3.client(
    "lambda",
    endpoint_url=endpoint,
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=Config(retries={"max_attempts": 0}),
)


def package(path):
    with open(path, "rb") as file:
        return file.read()


def wait(state):
    functions.get_waiter(state).wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})


def invoke(event):
    reply = functions.invoke(FunctionName=name, LogType="Tail", Payload=json.dumps(event))
    assert reply["StatusCode"] == 200, reply
    assert "FunctionError" not in reply, reply["Payload"].read()
    log = base64.b64decode(reply["LogResult"]).decode()
    assert re.search("^REPORT RequestId: ", log, re.MULTILINE), log
    return json.load(reply["Payload"])


created = functions.create_function(
    FunctionName=name,
    Runtime=runtime,
    Handler=handler,
    Role="arn:aws:iam::000000000000:role/test",
    Timeout=30,
    MemorySize=256,
    Code={"ZipFile": package(first)},
)
assert created["FunctionName"] == name, created
wait("function_active_v2")
answer = invoke({"n": 1})
assert answer == {"version": "one", "event": {"n": 1}}, answer

functions.update_function_code(FunctionName=name, ZipFile=package(second))
wait("function_updated_v2")
answer = invoke({"n": 2})
assert answer == {"version": "two", "event": {"n": 2}}, answer

functions.update_function_configuration(FunctionName=name, Timeout=31, Description="größer")
wait("function_updated_v2")
now = functions.get_function_configuration(FunctionName=name)
assert (now["Timeout"], now["Description"]) == (31, "größer"), now

pages = functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 1})
names = [function["FunctionName"] for page in pages for function in page["Functions"]]
assert name in names, names

functions.delete_function(FunctionName=name)
try:
    functions.get_function_configuration(FunctionName=name)
    raise AssertionError("it is still there")
except functions.exceptions.ResourceNotFoundException:
    pass
