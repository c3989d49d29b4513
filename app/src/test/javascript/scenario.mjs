// What every client of the Lambda API does with a function, by the AWS SDK for JavaScript v3.
// Arguments: endpoint, name, runtime, handler, first package, second package.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  paginateListFunctions,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";

const [endpoint, name, runtime, handler, first, second] = process.argv.slice(2);
const lambda = new LambdaClient({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const waiting = { client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };

async function invoke(event) {
  const reply = await lambda.send(
    new InvokeCommand({ FunctionName: name, LogType: "Tail", Payload: JSON.stringify(event) }),
  );
  assert.equal(reply.StatusCode, 200);
  assert.equal(reply.FunctionError, undefined);
  assert.match(Buffer.from(reply.LogResult, "base64").toString(), /^REPORT RequestId: /m);
  return JSON.parse(reply.Payload.transformToString());
}

const created = await lambda.send(
  new CreateFunctionCommand({
    FunctionName: name,
    Runtime: runtime,
    Handler: handler,
    Role: "arn:aws:iam::000000000000:role/test",
    Timeout: 30,
    MemorySize: 256,
    Code: { ZipFile: await readFile(first) },
  }),
);
assert.equal(created.FunctionName, name);
await waitUntilFunctionActiveV2(waiting, { FunctionName: name });
assert.deepEqual(await invoke({ n: 1 }), { version: "one", event: { n: 1 } });

await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: await readFile(second) }));
await waitUntilFunctionUpdatedV2(waiting, { FunctionName: name });
assert.deepEqual(await invoke({ n: 2 }), { version: "two", event: { n: 2 } });

await lambda.send(
  new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 31, Description: "größer" }),
);
await waitUntilFunctionUpdatedV2(waiting, { FunctionName: name });
const now = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
assert.equal(now.Timeout, 31);
assert.equal(now.Description, "größer");

const names = [];
for await (const page of paginateListFunctions({ client: lambda, pageSize: 1 }, {})) {
  names.push(...page.Functions.map((f) => f.FunctionName));
}
assert.ok(names.includes(name));

await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
await assert.rejects(
  lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
  ResourceNotFoundException,
);
