"""Sets the root logger up as AWS does, but only once somebody imports logging: it costs milliseconds that many functions never need."""

import os
import sys
from importlib.machinery import PathFinder

request_id = ""


def watch_logging():
    sys.meta_path.insert(0, _Watch())


class _Watch:
    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name)
        execute = spec.loader.exec_module

        def then_set_up(module):
            execute(module)
            _set_up(module)

        spec.loader.exec_module = then_set_up
        return spec


def _set_up(logging):
    import time

    class Stdout(logging.Handler):
        def emit(self, record):
            # Looked up at every record, as programs and tests replace sys.stdout.
            sys.stdout.write(self.format(record))
            sys.stdout.flush()

    class RequestId(logging.Filter):
        def filter(self, record):
            record.aws_request_id = request_id
            return True

    handler = Stdout()
    if os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON":
        handler.setFormatter(_json_formatter(logging))
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        logging.root.setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))
    else:
        form = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        handler.setFormatter(formatter)
    handler.addFilter(RequestId())
    logging.root.addHandler(handler)


def _json_formatter(logging):
    import json
    import time

    class Json(logging.Formatter):
        def format(self, record):
            line = {
                "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
                "level": record.levelname,
                "message": record.getMessage(),
                "logger": record.name,
                "requestId": record.aws_request_id,
            }
            if record.exc_info:
                line["errorType"] = record.exc_info[0].__name__
                line["errorMessage"] = str(record.exc_info[1])
                line["stackTrace"] = self.formatException(record.exc_info).split("\n")
            return json.dumps(line) + "\n"

    return Json()
