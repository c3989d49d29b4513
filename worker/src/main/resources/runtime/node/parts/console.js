'use strict';

// console.* as on Lambda: a line begins with the time, the request id and the level, or is a JSON object.

const util = require('util');

const LEVELS = { trace: 1, debug: 2, info: 3, warn: 4, error: 5, fatal: 6 };
const METHODS = { log: 'info', trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'fatal' };

function patchConsole() {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const least = LEVELS[(process.env.AWS_LAMBDA_LOG_LEVEL ?? '').toLowerCase()] ?? 0;
  const log = { requestId: undefined, json, write };

  function write(level, ...values) {
    if (LEVELS[level] < least) return;
    process.stdout.write((json ? jsonLine(level, log.requestId, values) : textLine(level, log.requestId, values)) + '\n');
  }

  for (const [method, level] of Object.entries(METHODS)) {
    console[method] = (...values) => write(level, ...values);
  }
  return log;
}

function textLine(level, requestId, values) {
  return `${new Date().toISOString()}\t${requestId ?? 'undefined'}\t${level.toUpperCase()}\t${util.format(...values)}`;
}

function jsonLine(level, requestId, values) {
  const line = { timestamp: new Date().toISOString(), level: level.toUpperCase(), requestId };
  const [only] = values;
  if (values.length === 1 && !(only instanceof Error)) {
    try {
      return JSON.stringify({ ...line, message: only });
    } catch {
      // Not JSON's to say (a cycle, a BigInt): said as text below.
    }
  }
  line.message = util.format(...values);
  const error = values.find((value) => value instanceof Error);
  if (error) {
    line.errorType = error.name;
    line.errorMessage = error.message;
    line.stackTrace = (error.stack ?? '').split('\n');
  }
  return JSON.stringify(line);
}

module.exports = { patchConsole };
