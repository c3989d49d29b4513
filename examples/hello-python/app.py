"""Greets by name, and remembers how often this execution environment has been asked."""

import os
import platform

greeting = os.environ.get("GREETING", "Hello")
calls = 0


def handler(event, context):
    global calls
    calls += 1
    name = event.get("name", "world")
    print(f"greeting {name}, call {calls} of this environment")
    return {
        "message": f"{greeting}, {name}!",
        "runtime": f"Python {platform.python_version()}",
        "memory": f"{context.memory_limit_in_mb} MB",
        "calls": calls,
    }
