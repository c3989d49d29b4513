"""The Runtime API over one kept-alive connection.

Speaks just the HTTP/1.1 its server speaks (every answer has a Content-Length), straight on _socket: the socket and http modules
would cost more than the interpreter's own start.
"""

import os
import sys

import _socket

PREFIX = "/2018-06-01/runtime/"
CHUNK = 65536


class Event:
    """One invocation as the Runtime API hands it over."""

    __slots__ = ("headers", "body", "request_id")

    def __init__(self, headers, body):
        self.headers = headers
        self.body = body
        self.request_id = headers["lambda-runtime-aws-request-id"]


class RuntimeApi:
    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self._host = address
        self._socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        self._socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self._socket.connect((host, int(port)))
        self._buffer = b""
        self._next = self._head("GET", "invocation/next").encode() + b"\r\n"

    def first(self):
        self._socket.sendall(self._next)
        return self._event()

    def answer(self, event, body, error_type):
        """Posts the outcome and asks for the next event in one go: one write, one wake-up."""
        kind = "error" if error_type else "response"
        head = self._post("invocation/" + event.request_id + "/" + kind, body, error_type)
        invocation = event.headers.get("lambda-runtime-invocation-id")
        if invocation:
            head += "Lambda-Runtime-Invocation-Id: " + invocation + "\r\n"
        self._socket.sendall(b"".join((head.encode(), b"\r\n", body, self._next)))
        self._read()
        return self._event()

    def init_error(self, body, error_type):
        self._socket.sendall(self._post("init/error", body, error_type).encode() + b"\r\n" + body)
        self._read()

    def _head(self, method, path):
        version = "%d.%d" % sys.version_info[:2]
        return f"{method} {PREFIX}{path} HTTP/1.1\r\nHost: {self._host}\r\nUser-Agent: hearth-python/{version}\r\n"

    def _post(self, path, body, error_type):
        head = self._head("POST", path) + f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        if error_type:
            head += f"Lambda-Runtime-Function-Error-Type: {error_type}\r\n"
        return head

    def _event(self):
        status, headers, body = self._read()
        if status != 200:
            sys.exit("The Runtime API answered %d to a request for the next event." % status)
        return Event(headers, body)

    def _read(self):
        while True:
            end = self._buffer.find(b"\r\n\r\n")
            if end >= 0:
                break
            self._buffer += self._receive()
        lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        rest = self._buffer[end + 4 :]
        length = int(headers.get("content-length", "0"))
        parts, have = [rest], len(rest)
        while have < length:
            part = self._receive()
            parts.append(part)
            have += len(part)
        whole = b"".join(parts)
        self._buffer = whole[length:]
        return int(lines[0][9:12]), headers, whole[:length]

    def _receive(self):
        data = self._socket.recv(CHUNK)
        if not data:
            # The server has gone, and nobody else can give this process work.
            os._exit(1)
        return data
