// Runs Node functions: a client of the Lambda Runtime API on plain Node 18 or later.
//
//     node bootstrap.mjs app.handler        (in the code folder)
//
// Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Handlers:    https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html

import { createRequire } from 'node:module';
import { Agent, request } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const EXIT_UNHANDLED_REJECTION = 128;
const EXIT_UNCAUGHT_EXCEPTION = 129;

const taskRoot = resolve(process.env.LAMBDA_TASK_ROOT ?? process.cwd());

// The invocation whose handler runs, or ran last: log lines name it, fatal errors are its answer.
let currentID;
// The handler's answer was posted, or is being posted.
let isAnswered = true;
// A fatal error is being told; nothing else is said any more.
let isDying = false;

// --- Errors -------------------------------------------------------------------------------------

class RuntimeError extends Error {
  constructor(name, message, cause) {
    super(message);
    this.name = name;
    if (cause?.stack) this.stack = cause.stack;
  }
}

/** `{errorType, errorMessage, trace}`, for whatever was thrown. */
function errorBody(error) {
  if (error === null || typeof error !== 'object' || !('message' in error || 'name' in error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  const type = error.name ?? error.constructor?.name ?? 'Error';
  const trace = String(error.stack ?? `${type}: ${error.message}`).split('\n');
  return { errorType: String(type), errorMessage: String(error.message ?? ''), trace };
}

function logError(title, error) {
  const { errorType, errorMessage, trace } = errorBody(error);
  // Fields that the customer's own error class has are shown too.
  const own = error !== null && typeof error === 'object' ? error : {};
  let text;
  try {
    text = JSON.stringify({ errorType, errorMessage, ...own, stack: trace });
  } catch {
    text = JSON.stringify({ errorType, errorMessage, stack: trace });
  }
  writeLine('ERROR', [`${title} \t${text}`]);
}

// --- Log lines ----------------------------------------------------------------------------------

const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const logsJSON = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
// The level counts only with JSON, as on AWS.
const leastLevel = logsJSON
  ? Math.max(0, logLevels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() ?? 'TRACE'))
  : 0;

/** One record is one line: breaks inside it become carriage returns. */
function writeLine(level, values) {
  if (logLevels.indexOf(level) < leastLevel) return;
  const timestamp = new Date().toISOString();
  if (logsJSON) {
    process.stdout.write(jsonLine(timestamp, level, values) + '\n');
  } else {
    const message = format(...values).replace(/\n/g, '\r');
    process.stdout.write(`${timestamp}\t${currentID}\t${level}\t${message}\n`);
  }
}

function jsonLine(timestamp, level, values) {
  const line = { timestamp, level, requestId: currentID };
  const value = values[0];
  const isObject = value !== null && typeof value === 'object' && !(value instanceof Error);
  if (values.length === 1 && isObject) {
    try {
      return JSON.stringify({ ...line, message: value });
    } catch {
      // Not serialisable: as text below.
    }
  }
  line.message = format(...values);
  const error = values.find((value) => value instanceof Error);
  if (error) {
    const { errorType, errorMessage, trace } = errorBody(error);
    Object.assign(line, { errorType, errorMessage, stackTrace: trace });
  }
  return JSON.stringify(line);
}

const consoleLevels = {
  trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR',
  fatal: 'FATAL',
};
for (const [method, level] of Object.entries(consoleLevels)) {
  console[method] = (...values) => writeLine(level, values);
}

// --- The Runtime API ----------------------------------------------------------------------------

const [apiHost, apiPort] = splitAddress(process.env.AWS_LAMBDA_RUNTIME_API);
const base = '/2018-06-01/runtime';
const userAgent = `aws-lambda-nodejs/${process.version}-waybill`;
// One connection for all calls. An idle one does not keep the event loop alive.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function splitAddress(address) {
  const colon = address?.lastIndexOf(':') ?? -1;
  if (colon < 1) {
    console.error(`AWS_LAMBDA_RUNTIME_API must be HOST:PORT, not ${address}`);
    process.exit(1);
  }
  return [address.slice(0, colon), Number(address.slice(colon + 1))];
}

/** Gives `{status, headers, body}` of the answer. */
function call(method, path, { body, headers, connection = agent } = {}) {
  return new Promise((fulfil, reject) => {
    const options = { host: apiHost, port: apiPort, method, path: base + path, agent: connection };
    options.headers = { 'User-Agent': userAgent, ...headers };
    if (body !== undefined) {
      options.headers['Content-Type'] ??= 'application/json';
      options.headers['Content-Length'] = Buffer.byteLength(body);
    }
    const outgoing = request(options, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        fulfil({ status: incoming.statusCode, headers: incoming.headers, body: text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Posts an answer and waits until it is taken: a `/next` that overtakes it would be given the same
 * event again. An answer that is refused ends this process, as it does in AWS's own clients.
 */
async function post(path, body, headers) {
  const { status, body: text } = await call('POST', path, { body, headers });
  if (status !== 202) {
    console.error(`The Runtime API answered ${status} to POST ${path}: ${text.trim()}`);
    process.exit(1);
  }
}

/** The body and headers that report an error. */
function errorReport(error) {
  const body = errorBody(error);
  // A header takes visible ASCII only, an error's name may hold anything.
  const type = body.errorType.replace(/[^\x21-\x7e]/g, '?');
  return { body: JSON.stringify(body), headers: { 'Lambda-Runtime-Function-Error-Type': type } };
}

// --- The handler --------------------------------------------------------------------------------

/** `src/app.mod.handler` is the export `mod.handler` of the module `src/app`. */
function splitHandler(text) {
  if (text.split('/').includes('..')) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName',
      `'${text}' is not a valid handler name: it leads out of the code folder`);
  }
  const file = basename(text);
  const dot = file.indexOf('.');
  if (dot < 1 || dot === file.length - 1) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName', `Bad handler: '${text}' is not FILE.EXPORT`);
  }
  const folder = text.slice(0, text.length - file.length);
  return { module: folder + file.slice(0, dot), path: file.slice(dot + 1).split('.') };
}

/** Whether the nearest package.json, up to the code folder, makes `.js` files ES modules. */
function isModuleFolder(folder) {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'package.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
    if (at === taskRoot || at === dirname(at)) return false;
  }
}

async function loadModule(name) {
  const require = createRequire(join(taskRoot, 'bootstrap.js'));
  const stem = join(taskRoot, name);
  const isModule = existsSync(`${stem}.js`) && isModuleFolder(dirname(stem));
  if (existsSync(`${stem}.js`) && !isModule) return require(`${stem}.js`);
  if (isModule) return import(pathToFileURL(`${stem}.js`));
  if (existsSync(`${stem}.mjs`)) return import(pathToFileURL(`${stem}.mjs`));
  if (existsSync(`${stem}.cjs`)) return require(`${stem}.cjs`);
  // A folder with an index file, or a package in node_modules.
  return require(require.resolve(name, { paths: [taskRoot, dirname(stem)] }));
}

async function loadHandler(text) {
  const { module: name, path } = splitHandler(text);
  let module;
  try {
    module = await loadModule(name);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error), error);
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new RuntimeError('Runtime.ImportModuleError', String(error), error);
    }
    throw error;
  }
  const find = (root) => path.reduce((value, key) => value?.[key], root);
  const handler = find(module) ?? find(module?.default);
  if (handler === undefined || handler === null) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${text} is not a function`);
  }
  return handler;
}

const streamingUnsupported = () => {
  throw new RuntimeError(
    'Runtime.StreamingUnsupported',
    'awslambda.streamifyResponse is not supported here yet: return the whole response instead');
};
globalThis.awslambda = {
  streamifyResponse: streamingUnsupported,
  HttpResponseStream: { from: streamingUnsupported },
};

// --- One invocation -----------------------------------------------------------------------------

function parseJSONHeader(text, name) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RuntimeError(
      'Runtime.LambdaContextUnmarshalError', `${name} is not JSON: ${error.message}`);
  }
}

function makeContext(headers) {
  const environment = process.env;
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const tenant = headers['lambda-runtime-aws-tenant-id'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    clientContext: parseJSONHeader(headers['lambda-runtime-client-context'], 'client context'),
    identity: parseJSONHeader(headers['lambda-runtime-cognito-identity'], 'Cognito identity'),
    ...(tenant === undefined ? {} : { tenantId: tenant }),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

// Set while a handler runs: what to do when the event loop has nothing left.
let onEmptyLoop;
process.on('beforeExit', () => {
  const action = onEmptyLoop;
  onEmptyLoop = undefined;
  action?.();
});

/** Runs the handler; gives its result or throws its error, in whichever style it answers. */
function runHandler(handler, event, context) {
  return new Promise((fulfil, reject) => {
    // A handler may go on after its answer, into later invocations: it changes nothing then.
    let isSettled = false;
    const succeed = (result) => {
      if (isSettled) return;
      isSettled = true;
      onEmptyLoop = undefined;
      fulfil(result);
    };
    const fail = (error) => {
      if (isSettled) return;
      isSettled = true;
      onEmptyLoop = undefined;
      reject(error);
    };
    const settle = (error, result) => {
      if (error === undefined || error === null) succeed(result);
      else fail(error);
    };
    let isCalled = false;
    const callback = (error, result) => {
      if (isCalled || isSettled) return;
      isCalled = true;
      if (context.callbackWaitsForEmptyEventLoop) onEmptyLoop = () => settle(error, result);
      else settle(error, result);
    };
    // The oldest style answers at once.
    context.done = settle;
    context.succeed = succeed;
    context.fail = (error) => fail(error ?? 'handled');

    onEmptyLoop = () => succeed(null);
    let returned;
    try {
      returned = handler(event, context, callback);
    } catch (error) {
      return fail(error);
    }
    if (typeof returned?.then !== 'function' || isSettled) return;
    if (!isCalled) {
      onEmptyLoop = () => fail(new RuntimeError(
        'Runtime.NodeJsExit', 'The handler waits for a promise that nothing can settle any more'));
    }
    returned.then(succeed, fail);
  });
}

function resultText(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (error) {
    throw new RuntimeError(
      'Runtime.MarshalError', `Unable to stringify response body: ${error.message}`, error);
  }
}

async function answer(handler, { headers, body }) {
  const path = `/invocation/${currentID}`;
  const attempt = headers['lambda-runtime-invocation-id'];
  const echo = attempt === undefined ? {} : { 'Lambda-Runtime-Invocation-Id': attempt };
  let text;
  let failure;
  try {
    text = resultText(await runHandler(handler, JSON.parse(body), makeContext(headers)));
  } catch (error) {
    failure = { error };
  }
  if (isDying) return new Promise(() => {});
  isAnswered = true;
  if (!failure) return post(`${path}/response`, text, echo);
  logError('Invoke Error', failure.error);
  const report = errorReport(failure.error);
  return post(`${path}/error`, report.body, { ...report.headers, ...echo });
}

// --- The loop -----------------------------------------------------------------------------------

/** Tells the Runtime API why this process ends, as the answer of what it was doing, and ends it. */
async function die(title, error, status) {
  logError(title, error);
  if (isDying) return;
  isDying = true;
  onEmptyLoop = undefined;
  try {
    // Not on the one connection: a `/next` may be waiting there.
    const report = { ...errorReport(error), connection: false };
    if (currentID === undefined) await call('POST', '/init/error', report);
    else if (!isAnswered) await call('POST', `/invocation/${currentID}/error`, report);
  } catch (failure) {
    console.error(`Cannot reach the Runtime API: ${failure.message}`);
  }
  process.exit(status);
}

process.on('uncaughtException', (error) => {
  die('Uncaught Exception', error, EXIT_UNCAUGHT_EXCEPTION);
});
process.on('unhandledRejection', (reason) => {
  const text = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', text, reason);
  die('Unhandled Promise Rejection', error, EXIT_UNHANDLED_REJECTION);
});

async function run() {
  let handler;
  try {
    handler = await loadHandler(process.argv[2] ?? process.env._HANDLER ?? '');
  } catch (error) {
    return die('Uncaught Exception', error, EXIT_UNCAUGHT_EXCEPTION);
  }
  // What the module left to fail on its own, such as a rejected promise, fails before an event.
  await new Promise((fulfil) => setImmediate(fulfil));
  if (isDying) return;
  for (;;) {
    const event = await call('GET', '/invocation/next');
    if (event.status !== 200) {
      console.error(`The Runtime API answered ${event.status} to GET next: ${event.body.trim()}`);
      process.exit(1);
    }
    currentID = event.headers['lambda-runtime-aws-request-id'];
    isAnswered = false;
    const trace = event.headers['lambda-runtime-trace-id'];
    if (trace === undefined) delete process.env._X_AMZN_TRACE_ID;
    else process.env._X_AMZN_TRACE_ID = trace;
    await answer(handler, event);
  }
}

run().catch((error) => {
  // Only the connection can fail here; without it there is nobody to tell.
  console.error(`Cannot reach the Runtime API: ${error.message}`);
  process.exit(1);
});
