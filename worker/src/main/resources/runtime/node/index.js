'use strict';

// Hearth's runtime client for Node.js.
//
// Asks the Runtime API for events and calls the handler, as AWS's own client does; what a program can see of it (context, error
// objects, log lines) is meant to be the same. Loads little: every module here is paid for in each cold start.

const { RuntimeApi } = require('./parts/client');
const { patchConsole } = require('./parts/console');
const { errorObject, logError } = require('./parts/errors');
const { loadHandler } = require('./parts/handler');
const { Invocation } = require('./parts/invocation');

async function main() {
  const log = patchConsole();
  const api = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API);
  let handler;
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  } catch (failure) {
    logError(log, 'Uncaught Exception', failure);
    const error = errorObject(failure);
    api.initError(JSON.stringify(error), error.errorType, () => process.exit(1));
    return;
  }
  const invocation = new Invocation(handler, log, (event, answer, errorType) => api.answer(event, answer, errorType));
  dieOn('uncaughtException', 129, invocation, api, log);
  dieOn('unhandledRejection', 128, invocation, api, log);
  process.on('beforeExit', () => invocation.nothingLeftToDo());
  api.serve((event) => invocation.begin(event));
}

// An error nobody caught ends the process, after telling who waits for the answer.
function dieOn(kind, exitCode, invocation, api, log) {
  process.on(kind, (reason) => {
    const failure = kind === 'unhandledRejection' ? new UnhandledPromiseRejection(reason) : reason;
    logError(log, kind === 'unhandledRejection' ? 'Unhandled Promise Rejection' : 'Uncaught Exception', failure);
    const event = invocation.abandon();
    if (!event) process.exit(exitCode);
    const error = errorObject(failure);
    api.lastAnswer(event, JSON.stringify(error), error.errorType, () => process.exit(exitCode));
  });
}

class UnhandledPromiseRejection extends Error {
  constructor(reason) {
    super(String(reason));
    this.name = 'Runtime.UnhandledPromiseRejection';
    this.reason = reason;
  }
}

main();
