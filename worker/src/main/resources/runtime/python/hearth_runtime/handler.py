"""Finds the handler, calls it, and turns what it returns or raises into JSON as AWS does."""

import json
import os
import sys

from hearth_runtime.context import LambdaContext

# AWS escapes non-ASCII characters up to Python 3.11 and sends them as they are from 3.12.
ESCAPE = sys.version_info < (3, 12)
RUNTIME_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Fault(Exception):
    """An error of the runtime's own, with AWS's error type; it has no stack trace worth showing."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace or []


def load(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as e:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {e}") from None
    try:
        from importlib import import_module

        module = import_module(module_name.replace("/", "."))
    except ImportError as e:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {e}") from None
    except SyntaxError as e:
        trace = [f'  File "{e.filename}" Line {e.lineno}\n    {e.text}']
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {e}", trace) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'"
        ) from None


def invoke(handle, event):
    """Returns the answer's bytes, and the error type when it is an error."""
    try:
        trace_id = event.headers.get("lambda-runtime-trace-id")
        if trace_id:
            os.environ["_X_AMZN_TRACE_ID"] = trace_id
        return _call(handle, event), None
    except Exception as failure:
        error = error_object(failure, event.request_id)
        log_error(error)
        return to_json(error), error["errorType"]


def _call(handle, event):
    try:
        given = json.loads(event.body)
    except ValueError as e:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {e}") from None
    result = handle(given, LambdaContext(event))
    try:
        return to_json(result)
    except (TypeError, ValueError) as e:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {e}") from None


def to_json(value):
    return json.dumps(value, ensure_ascii=ESCAPE, default=_decimal).encode("utf-8", "surrogatepass")


def _decimal(value):
    decimal = sys.modules.get("decimal")
    if decimal and isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {value.__class__.__name__} is not JSON serializable")


def error_object(failure, request_id):
    if isinstance(failure, Fault):
        kind, trace = failure.error_type, failure.trace
    else:
        import traceback

        frames = traceback.extract_tb(failure.__traceback__)
        own = [frame for frame in frames if not frame.filename.startswith(RUNTIME_FOLDER + os.sep)]
        kind, trace = type(failure).__name__, traceback.format_list(own)
    return {"errorMessage": str(failure), "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(error):
    lines = [f"[ERROR] {error['errorType']}: {error['errorMessage']}"]
    if error["stackTrace"]:
        lines.append("Traceback (most recent call last):")
        lines.extend(error["stackTrace"])
    print("\n".join(line.rstrip("\n") for line in lines), flush=True)
