"""Events and queues by boto3, up to what arrives: invokes that nobody waits for and where they end, and queues as event sources.

Arguments: endpoint, endpoint of the queues, name, runtime, package with app.py.
"""

import json
import sys
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, queues, name, runtime, package = sys.argv[1:]


def client(service, url):
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}),
    )


functions = client("lambda", endpoint)
sqs = client("sqs", queues)
function = "arn:aws:lambda:us-east-1:000000000000:function:" + name


def arn(queue):
    return f"arn:aws:sqs:us-east-1:000000000000:{name}-{queue}"


def url(queue):
    return sqs.get_queue_url(QueueName=f"{name}-{queue}")["QueueUrl"]


def receive(queue):
    reply = sqs.receive_message(QueueUrl=url(queue), WaitTimeSeconds=20, MessageAttributeNames=["All"])
    assert "Messages" in reply, "nothing came to " + queue
    message = reply["Messages"][0]
    sqs.delete_message(QueueUrl=url(queue), ReceiptHandle=message["ReceiptHandle"])
    return message


def send_event(event, **more):
    reply = functions.invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(event), **more)
    assert reply["StatusCode"] == 202, reply
    assert reply["Payload"].read() == b"", reply
    return reply["ResponseMetadata"]["RequestId"]


def until(what, holds):
    for _ in range(120):
        if holds():
            return
        time.sleep(0.25)
    raise AssertionError("waited in vain: " + what)


def logged(words):
    with urllib.request.urlopen(f"{endpoint}/_hearth/logs/{name}") as reply:
        return any(words in line["text"] for line in json.load(reply)["lines"])


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"not refused: {arguments}")


def mapping(uuid):
    return functions.get_event_source_mapping(UUID=uuid)


for queue in ["done", "failed", "dead", "orders", "more"]:
    sqs.create_queue(QueueName=f"{name}-{queue}")
with open(package, "rb") as file:
    functions.create_function(
        FunctionName=name,
        Runtime=runtime,
        Handler="app.handler",
        Role="arn:aws:iam::000000000000:role/test",
        Code={"ZipFile": file.read()},
        DeadLetterConfig={"TargetArn": arn("dead")},
    )
functions.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

# Where events end.
functions.put_function_event_invoke_config(
    FunctionName=name,
    MaximumRetryAttempts=0,
    DestinationConfig={"OnSuccess": {"Destination": arn("done")}, "OnFailure": {"Destination": arn("failed")}},
)
request_id = send_event({"n": 1})
record = json.loads(receive("done")["Body"])
assert record["requestContext"]["condition"] == "Success", record
assert record["requestContext"]["requestId"] == request_id, record
assert record["responsePayload"] == {"did": {"n": 1}}, record
request_id = send_event({"fail": True})
record = json.loads(receive("failed")["Body"])
assert record["requestContext"]["condition"] == "RetriesExhausted", record
assert record["responsePayload"]["errorMessage"] == "no", record
letter = receive("dead")
assert json.loads(letter["Body"]) == {"fail": True}, letter
assert letter["MessageAttributes"]["RequestID"]["StringValue"] == request_id, letter

# A version has a configuration of its own.
assert functions.publish_version(FunctionName=name)["Version"] == "1"
functions.put_function_event_invoke_config(FunctionName=name, Qualifier="1", MaximumEventAgeInSeconds=3600)
functions.update_function_event_invoke_config(
    FunctionName=name, Qualifier="1", DestinationConfig={"OnSuccess": {"Destination": arn("done")}}
)
config = functions.get_function_event_invoke_config(FunctionName=name, Qualifier="1")
assert config["FunctionArn"] == function + ":1" and config["MaximumEventAgeInSeconds"] == 3600, config
send_event({"n": 2}, Qualifier="1")
record = json.loads(receive("done")["Body"])
assert record["requestContext"]["functionArn"] == function + ":1", record
assert record["responseContext"]["executedVersion"] == "1", record
pages = list(
    functions.get_paginator("list_function_event_invoke_configs").paginate(
        FunctionName=name, PaginationConfig={"PageSize": 1}
    )
)
assert len(pages) == 2, pages
arns = {config["FunctionArn"] for page in pages for config in page["FunctionEventInvokeConfigs"]}
assert arns == {function + ":1", function + ":$LATEST"}, arns
functions.delete_function_event_invoke_config(FunctionName=name, Qualifier="1")
refused("ResourceNotFoundException", functions.get_function_event_invoke_config, FunctionName=name, Qualifier="1")
refused(
    "ResourceNotFoundException",
    functions.put_function_event_invoke_config,
    FunctionName=name,
    Qualifier="live",
    MaximumRetryAttempts=0,
)

# Queues as event sources.
words = refused(
    "InvalidParameterValueException",
    functions.create_event_source_mapping,
    FunctionName=name,
    EventSourceArn=arn("orders"),
    FilterCriteria={"Filters": [{"Pattern": '{"body":[{"no-such":1}]}'}]},
)
assert words == "Invalid filter pattern definition.", words
words = refused(
    "InvalidParameterValueException",
    functions.create_event_source_mapping,
    FunctionName=name,
    EventSourceArn=arn("missing"),
)
assert words.endswith("SQS Error Message: The specified queue does not exist."), words
uuids = {}
for queue in ["orders", "more"]:
    created = functions.create_event_source_mapping(FunctionName=name, EventSourceArn=arn(queue))
    assert created["State"] == "Creating" and created["BatchSize"] == 10, created
    uuids[queue] = created["UUID"]
    until("the mapping to be enabled", lambda: mapping(uuids[queue])["State"] == "Enabled")
sqs.send_message(QueueUrl=url("orders"), MessageBody="hello")
until("the message", lambda: logged("record hello"))
until("the result", lambda: mapping(uuids["orders"])["LastProcessingResult"] == "OK")
pages = list(
    functions.get_paginator("list_event_source_mappings").paginate(
        FunctionName=name, PaginationConfig={"PageSize": 1}
    )
)
assert len(pages) == 2, pages
assert {m["UUID"] for page in pages for m in page["EventSourceMappings"]} == set(uuids.values()), pages
found = functions.list_event_source_mappings(EventSourceArn=arn("more"))["EventSourceMappings"]
assert [m["UUID"] for m in found] == [uuids["more"]], found
functions.update_event_source_mapping(
    UUID=uuids["more"],
    BatchSize=2,
    FilterCriteria={"Filters": [{"Pattern": '{"body":{"kind":["a"]}}'}]},
    FunctionResponseTypes=["ReportBatchItemFailures"],
)
until("the change", lambda: mapping(uuids["more"])["State"] == "Enabled")
sqs.send_message(QueueUrl=url("more"), MessageBody='{"kind":"b"}')
sqs.send_message(QueueUrl=url("more"), MessageBody='{"kind":"a"}')
until("the message", lambda: logged('record {"kind":"a"}'))
assert not logged('record {"kind":"b"}')
for uuid in uuids.values():
    assert functions.delete_event_source_mapping(UUID=uuid)["State"] == "Deleting"
    until("the end", lambda: not functions.list_event_source_mappings(FunctionName=name)["EventSourceMappings"] or uuid == uuids["orders"])
refused("ResourceNotFoundException", functions.get_event_source_mapping, UUID=uuids["more"])
functions.delete_function(FunctionName=name)
