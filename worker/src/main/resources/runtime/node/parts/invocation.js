'use strict';

// One invocation at a time, from event to answer, for async, promise and callback handlers.

const { Fault, errorObject, logError } = require('./errors');

// Read once: every look at process.env is a call out of JavaScript.
const { env } = process;
const FUNCTION = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
};

class Invocation {
  #handler;
  #log;
  #answer;
  #event = null;
  #waitForEmptyLoop = true;
  // What a callback handler has said while its event loop still had work: sent when the loop runs empty.
  #held = null;
  #promised = false;

  constructor(handler, log, answer) {
    this.#handler = handler;
    this.#log = log;
    this.#answer = answer;
  }

  begin(event) {
    this.#event = event;
    this.#held = null;
    this.#promised = false;
    this.#waitForEmptyLoop = true;
    this.#log.requestId = event.requestId;
    const traceId = event.header('Lambda-Runtime-Trace-Id');
    if (traceId) process.env._X_AMZN_TRACE_ID = traceId;
    else delete process.env._X_AMZN_TRACE_ID;
    try {
      this.#call(event);
    } catch (failure) {
      this.#fail(event, failure);
    }
  }

  // The process has run out of work: a held answer goes out now. A promise nobody can settle any more is an error.
  nothingLeftToDo() {
    const event = this.#event;
    if (!event) return;
    if (this.#promised) {
      const message =
        'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';
      this.#fail(event, new Fault('Runtime.NodeJsExit', message));
    } else if (this.#held) {
      this.#held();
    } else {
      this.#succeed(event, null);
    }
  }

  // Gives the invocation under way up, and returns its event.
  abandon() {
    const event = this.#event;
    this.#event = null;
    return event;
  }

  #call(event) {
    const context = this.#context(event);
    const finish = (failure, value) => this.#finish(event, failure, value);
    context.done = finish;
    context.succeed = (value) => this.#immediately(finish, null, value);
    context.fail = (failure) => this.#immediately(finish, failure ?? 'handled');
    const result = this.#handler(JSON.parse(event.body), context, finish);
    if (typeof result?.then === 'function') {
      this.#promised = true;
      result.then(
        (value) => this.#succeed(event, value),
        (failure) => this.#fail(event, failure),
      );
    }
  }

  // A handler that called back is answered when its event loop is empty, or at once if it asked for that.
  #finish(event, failure, value) {
    const say = () => (failure !== null && failure !== undefined ? this.#fail(event, failure) : this.#succeed(event, value));
    if (this.#event !== event || this.#held) return;
    if (this.#waitForEmptyLoop && !this.#promised) {
      this.#held = say;
    } else {
      this.#held = say;
      setImmediate(say);
    }
  }

  #immediately(finish, failure, value) {
    this.#waitForEmptyLoop = false;
    finish(failure, value);
  }

  #succeed(event, value) {
    if (this.#event !== event) return;
    let body;
    try {
      body = JSON.stringify(value === undefined ? null : value) ?? 'null';
    } catch (failure) {
      this.#fail(event, new Fault('Runtime.MarshalError', `Unable to stringify response body: ${failure.message}`, failure));
      return;
    }
    this.#event = null;
    this.#answer(event, body, undefined);
  }

  #fail(event, failure) {
    if (this.#event !== event) return;
    this.#event = null;
    logError(this.#log, 'Invoke Error', failure);
    const error = errorObject(failure);
    this.#answer(event, JSON.stringify(error), error.errorType);
  }

  #context(event) {
    const deadline = Number(event.header('Lambda-Runtime-Deadline-Ms'));
    const client = event.header('Lambda-Runtime-Client-Context');
    const identity = event.header('Lambda-Runtime-Cognito-Identity');
    const tenant = event.header('Lambda-Runtime-Aws-Tenant-Id');
    const self = this;
    return {
      get callbackWaitsForEmptyEventLoop() {
        return self.#waitForEmptyLoop;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        self.#waitForEmptyLoop = value;
      },
      functionVersion: FUNCTION.functionVersion,
      functionName: FUNCTION.functionName,
      memoryLimitInMB: FUNCTION.memoryLimitInMB,
      logGroupName: FUNCTION.logGroupName,
      logStreamName: FUNCTION.logStreamName,
      clientContext: client ? JSON.parse(client) : undefined,
      identity: identity ? JSON.parse(identity) : undefined,
      invokedFunctionArn: event.header('Lambda-Runtime-Invoked-Function-Arn'),
      awsRequestId: event.requestId,
      tenantId: tenant,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
  }
}

module.exports = { Invocation };
