'use strict';

// Errors as callers and logs see them.

// An error of the runtime's own: its name is AWS's error type.
class Fault extends Error {
  constructor(name, message, cause) {
    super(message);
    this.name = name;
    if (cause?.stack) this.stack = cause.stack;
  }
}

// What is thrown need not be an Error: it may come from another realm, or be a string.
function isError(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function errorObject(failure) {
  if (!isError(failure)) {
    return { errorType: typeof failure, errorMessage: String(failure), trace: [] };
  }
  return {
    errorType: failure.name ?? 'UnknownError',
    errorMessage: failure.message ?? '',
    trace: (failure.stack ?? '').split('\n'),
  };
}

function logError(log, what, failure) {
  if (log.json) {
    log.write('error', failure);
    return;
  }
  const { errorType, errorMessage, trace } = errorObject(failure);
  const own = isError(failure) ? Object.fromEntries(Object.entries(failure).filter(([key]) => key !== 'name')) : {};
  log.write('error', `${what} \t${safeJson({ errorType, errorMessage, ...own, stack: trace })}`);
}

function safeJson(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify({ errorType: value.errorType, errorMessage: value.errorMessage, stack: value.stack });
  }
}

module.exports = { Fault, errorObject, logError };
