import { applyDecorators, Body, Controller, HttpStatus, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AssignAgent,
  AssignAgentRequest,
  InvokeAgentRequest,
  ReadAssignment,
  RequestInvocation,
  RunResponse,
  type AgentCode,
} from '@raptor/contracts';
import type { FastifyReply } from 'fastify';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';
import { ApiCode, Code } from './agent-code';
import { LONGEST_WAIT_SECONDS, PreferWait } from './prefer-wait';
import { isOpen, Runs } from './runs.service';

const INVOKE = {
  description:
    'Accepted is kept: it is done although the caller, or the gateway, is gone. With `Prefer: wait=n` the answer comes with what came of it, if that is there in time. What comes of it is unreviewed and cannot be published.',
  asks: RequestInvocation,
  answers: RunResponse,
  status: 202,
  problems: [409],
} as const;

const PREFER = {
  name: 'Prefer',
  required: false,
  description: `\`wait=n\`: waits up to n seconds, ${LONGEST_WAIT_SECONDS} at most, for the run to end`,
  schema: { type: 'string', example: 'wait=10', maxLength: 200 },
};
const ENDED = { type: RunResponse, description: 'It has ended while the caller waited' };

const Invocation = (id: string, summary: string, path: string): MethodDecorator =>
  applyDecorators(ApiOkResponse(ENDED), ApiHeader(PREFER), ApiCode(), ApiPost(path, { id, summary, ...INVOKE }));

/** What agents do. */
@ApiTags('agents')
@Controller('agents')
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly owners: Owners,
  ) {}

  @Invocation('invokeAgent', 'Have an agent do one thing', ':code/invoke')
  async invoke(
    @Code() code: AgentCode,
    @Body() request: InvokeAgentRequest,
    @PreferWait() seconds: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResponse> {
    const until = Date.now() + seconds * 1_000;
    await this.runs.refuseInput(code, request.input);
    const run = await this.owners.ask<RunResponse>(RequestInvocation, { ...request, code });
    void reply.header('Location', placeOf(run));
    if (seconds === 0) return run;
    void reply.header('Preference-Applied', `wait=${seconds}`);
    const known = await this.runs.waitFor(run, until, whileConnected(reply));
    if (!isOpen(known)) void reply.status(HttpStatus.OK);
    return known;
  }

  @Invocation('executeAgent', 'Have an agent do one thing: the same as `invoke`', ':code/execute')
  execute(
    @Code() code: AgentCode,
    @Body() request: InvokeAgentRequest,
    @PreferWait() seconds: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResponse> {
    return this.invoke(code, request, seconds, reply);
  }

  @ApiPost(':code/assign', {
    id: 'assignAgent',
    summary: 'Give an agent work for a campaign',
    description: 'It begins when what it waits for (`after`) has ended, and gets its output.',
    asks: AssignAgent,
    answers: RunResponse,
    status: 202,
    problems: [409],
  })
  @ApiCode()
  async assign(
    @Code() code: AgentCode,
    @Body() request: AssignAgentRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResponse> {
    // What others are still to give is part of the input: it can be checked when it is there.
    if (request.after && request.after.length > 0) await this.runs.refusePlanned(code);
    else await this.runs.refuseInput(code, request.input);
    const run = await this.owners.ask<RunResponse>(AssignAgent, { ...request, code });
    void reply.header('Location', placeOf(run));
    return run;
  }

  @ApiGet('runs/:id', {
    id: 'getRun',
    summary: 'Read a run: what came of it, step by step, what it rests on, what it cost',
    description: 'By the id that an invocation or an assignment was answered with, or by the `run_id` of a provenance.',
    asks: ReadAssignment,
    answers: RunResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<RunResponse> {
    return this.runs.read(id);
  }
}

const placeOf = ({ id }: RunResponse): string => `/api/v1/agents/runs/${id}`;

/** Fires when the caller has gone. */
function whileConnected(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
