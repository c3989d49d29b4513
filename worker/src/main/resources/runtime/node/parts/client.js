'use strict';

// The Runtime API over one kept-alive connection. Speaks just the HTTP/1.1 its server speaks (every answer has a Content-Length),
// straight on a socket: Node's http module costs a tenth of a millisecond on every exchange.

const net = require('net');

const PREFIX = '/2018-06-01/runtime/';
const HEAD_END = Buffer.from('\r\n\r\n');
const NOT_ASCII = /[^\0-\x7f]/;

class RuntimeApi {
  #socket;
  #host;
  #next;
  #onEvent = null;
  #onAccepted = [];
  #chunks = [];
  #have = 0;
  #need = 0;

  constructor(address) {
    const colon = address.lastIndexOf(':');
    this.#host = address;
    this.#next = this.#head('GET', 'invocation/next') + '\r\n';
    this.#socket = net.connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), noDelay: true });
    this.#socket.on('data', (chunk) => this.#received(chunk));
    // The server has gone, and nobody else can give this process work.
    this.#socket.on('close', () => process.exit(1));
    this.#socket.on('error', () => process.exit(1));
  }

  // Calls back with every event, one at a time: the next is asked for together with the answer to the last.
  serve(onEvent) {
    this.#onEvent = onEvent;
    this.#socket.write(this.#next);
  }

  answer(event, body, errorType) {
    this.#onAccepted.push(null);
    this.#socket.ref();
    this.#socket.write(this.#answerTo(event, body, errorType) + this.#next);
  }

  // Answers without asking for more; calls back when the answer has been taken.
  lastAnswer(event, body, errorType, then) {
    this.#onAccepted.push(then);
    this.#socket.ref();
    this.#socket.write(this.#answerTo(event, body, errorType));
  }

  initError(body, errorType, then) {
    this.#onAccepted.push(then);
    this.#socket.write(this.#post('init/error', body, errorType, ''));
  }

  #answerTo(event, body, errorType) {
    const id = event.header('Lambda-Runtime-Invocation-Id');
    const echo = id ? `Lambda-Runtime-Invocation-Id: ${id}\r\n` : '';
    return this.#post(`invocation/${event.requestId}/${errorType ? 'error' : 'response'}`, body, errorType, echo);
  }

  #head(method, path) {
    return `${method} ${PREFIX}${path} HTTP/1.1\r\nHost: ${this.#host}\r\nUser-Agent: hearth-node/${process.version}\r\n`;
  }

  #post(path, body, errorType, more) {
    // A header value must not carry a line end that an error's name smuggled in.
    const type = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType.replace(/[^ -~]/g, '?')}\r\n` : '';
    const length = Buffer.byteLength(body);
    return `${this.#head('POST', path)}Content-Type: application/json\r\nContent-Length: ${length}\r\n${type}${more}\r\n${body}`;
  }

  // Bytes pile up in chunks until one answer is whole, so that a large event is joined once.
  #received(chunk) {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    while (this.#have > 0 && this.#have >= this.#need) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks, this.#have);
      const used = this.#take(bytes);
      const rest = used === 0 ? bytes : bytes.subarray(used);
      this.#chunks = rest.length ? [rest] : [];
      this.#have = rest.length;
      if (used === 0) return;
    }
  }

  // Takes one whole answer off the front; returns how many bytes it was, 0 when it is not whole yet.
  #take(bytes) {
    this.#need = 0;
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return 0;
    const head = bytes.latin1Slice(0, end);
    const length = Number(field(head, 'Content-Length') ?? 0);
    const whole = end + 4 + length;
    if (bytes.length < whole) {
      this.#need = whole;
      return 0;
    }
    this.#answered(head, bytes, end + 4, whole);
    return whole;
  }

  #answered(head, bytes, from, to) {
    if (this.#onAccepted.length > 0) {
      this.#onAccepted.shift()?.();
      return;
    }
    const status = head.slice(9, 12);
    if (status !== '200') {
      process.stderr.write(`The Runtime API answered ${status} to a request for the next event.\n`);
      process.exit(1);
    }
    // From here on only the function's own work keeps the process alive: see Invocation.nothingLeftToDo.
    this.#socket.unref();
    this.#onEvent(new Event(head, bytes.utf8Slice(from, to)));
  }
}

// A field of a head, by its name as Hearth writes it.
function field(head, name) {
  const at = head.indexOf(`\r\n${name}: `);
  if (at < 0) return undefined;
  const from = at + name.length + 4;
  const end = head.indexOf('\r\n', from);
  return head.slice(from, end < 0 ? head.length : end);
}

// One invocation as the Runtime API hands it over.
class Event {
  #head;

  constructor(head, body) {
    this.#head = head;
    this.body = body;
    this.requestId = this.header('Lambda-Runtime-Aws-Request-Id');
  }

  // Bytes of a header are UTF-8 that was read as Latin-1.
  header(name) {
    const found = field(this.#head, name);
    return found && NOT_ASCII.test(found) ? Buffer.from(found, 'latin1').toString('utf8') : found;
  }
}

module.exports = { RuntimeApi };
