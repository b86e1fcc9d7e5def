import { readFileSync } from 'node:fs';
import { InvokeAgent, homeOf, isAgentCode, type AgentAnswer } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { CommandLine } from '../database/command-line';
import { answerInWords } from './answer-in-words';
import { whyNot } from './agents-command';
import { USAGE, readAgentWish, type AgentWish } from './agent-wish';
import { openFleetWay, type FleetWay } from './fleet-way';

/** `npm run agent -- <code>`. */
export async function agentCommand({ words, environment, say, complain }: CommandLine): Promise<number> {
  const wish = readAgentWish(words, () => (process.stdin.isTTY ? '' : readFileSync(0, 'utf8')));
  if (typeof wish === 'string') {
    complain(`${wish}\n\n${USAGE}`);
    return 2;
  }
  if (!isAgentCode(wish.code)) {
    complain(`${whyNot(wish.code)}\n`);
    return 1;
  }
  let fleet: FleetWay;
  try {
    fleet = openFleetWay(environment);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 78;
  }
  try {
    return await ask(fleet, wish, say, complain);
  } finally {
    await fleet.close();
  }
}

async function ask(
  fleet: FleetWay,
  wish: AgentWish,
  say: (text: string) => void,
  complain: (text: string) => void,
): Promise<number> {
  const workspaceId = wish.workspaceId ?? fleet.demoWorkspaceId;
  if (!workspaceId || !isAgentCode(wish.code)) {
    complain('Say in which workspace: --workspace <id>\n');
    return 2;
  }
  const home = homeOf(wish.code);
  const deadline = Date.now() + wish.withinMs;
  const query = Object.assign(new InvokeAgent(), {
    invocationId: uuidv7(),
    agentCode: wish.code,
    input: wish.input,
    deadlineAt: new Date(deadline).toISOString(),
  });
  try {
    const answer = await fleet.ask<AgentAnswer>(workspaceId, query, home, deadline);
    const steps = wish.steps ? await fleet.steps(home, workspaceId, answer.runId) : undefined;
    say(
      wish.json ? `${JSON.stringify({ ...answer, ...(steps && { steps }) }, null, 2)}\n` : answerInWords(answer, steps),
    );
    return 0;
  } catch (error) {
    complain(`${problemInWords(error, home)}\n`);
    return 1;
  }
}

function problemInWords(error: unknown, home: string): string {
  if (!AppError.is(error)) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'QueryTimeoutError')
      return `The ${home} service did not answer in time: is the fleet running? (npm start) What was begun goes on; ask again.`;
    if (error instanceof RangeError) return 'The input is nested too deeply: flatten it';
    if (name === 'BusUnavailableError')
      return 'The bus of the fleet does not answer: is the fleet running? (npm start)';
    return error instanceof Error ? error.message : String(error);
  }
  const problems = error.details?.['problems'];
  return [
    `${error.code}: ${error.message}`,
    ...(Array.isArray(problems) && problems.length > 1 ? problems.map((problem) => `  - ${String(problem)}`) : []),
  ].join('\n');
}
