"""Hearth's runtime client for Python.

Asks the Runtime API for events and calls the handler, as AWS's own client does; what a program can see of it (context, error
objects, log lines) is meant to be the same. Imports little: every module here is paid for in each cold start, so logging and
traceback are loaded when somebody needs them.
"""

import os
import sys

from hearth_runtime import client, on_demand
from hearth_runtime import handler as handlers


def main():
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    sys.stdout.reconfigure(line_buffering=True)
    on_demand.watch_logging()
    api = client.RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handle = handlers.load(os.environ["_HANDLER"])
    except Exception as failure:
        error = handlers.error_object(failure, "")
        handlers.log_error(error)
        api.init_error(handlers.to_json(error), error["errorType"])
        sys.exit(1)
    serve(api, handle)


def serve(api, handle):
    event = api.first()
    while True:
        on_demand.request_id = event.request_id
        answer, error_type = handlers.invoke(handle, event)
        sys.stdout.flush()
        sys.stderr.flush()
        event = api.answer(event, answer, error_type)


main()
