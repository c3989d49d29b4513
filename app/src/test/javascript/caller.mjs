// A function that calls Hearth itself, with nothing but what its environment gives it.

import { DeleteFunctionCommand, InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({ maxAttempts: 1 });

async function refusal(command) {
  try {
    await lambda.send(command);
    return "allowed";
  } catch (error) {
    return error.name;
  }
}

export const handler = async (event) => {
  const reply = await lambda.send(
    new InvokeCommand({ FunctionName: event.callee, Payload: JSON.stringify({ n: 7 }) }),
  );
  return {
    answer: JSON.parse(reply.Payload.transformToString()),
    deleteOther: await refusal(new DeleteFunctionCommand({ FunctionName: event.callee })),
    list: await refusal(new ListFunctionsCommand({})),
  };
};
