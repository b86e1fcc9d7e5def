import { Injectable } from '@nestjs/common';
import { inWorkspace } from '@raptor/agent-kit';
import {
  ExpireAssignment,
  RUN_ASSIGNMENT,
  Subject,
  homeOf,
  isAgentCode,
  type AgentCode,
  type AssetWork,
  type AssignmentCompleted,
  type AssignmentFailed,
  type RunAssignment,
} from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Outbox, type Actor } from '@raptor/raptor-bus';
import type { AssignmentFailure } from './agent-assignment.entity';
import { advance, problemsOfGraph } from './assignment-graph';
import { AssignmentGraphsRepository, type AssignmentInGraph, type Ended } from './assignment-graphs.repository';
import { AssignmentNews } from './assignment-news';
import { AssignmentsRepository, type SubjectOfWork } from './assignments.repository';
import { fed, optionalIn, problemsOfNames, withPlaces, type Predecessor } from './feed-inputs';
import { WorkEnds } from './work-ends';

/** One agent, one input, one deadline: what a Lord wants done. */
export interface WantedAssignment {
  /** UUIDv7, made by who wants it: others may wait for it before it is written. */
  readonly id: string;
  readonly agentCode: AgentCode;
  readonly input: Readonly<Record<string, unknown>>;
  /** Which version of which asset it is about, where it is about one. */
  readonly asset?: AssetWork;
  /** Whose output it needs; these, too, or others of the same subject. */
  readonly after?: readonly Predecessor[];
  readonly deadlineAt: Date;
  /** What it may spend; left out: what its subject has. */
  readonly budgetMicroUsd?: number;
}

export interface WantedWork extends SubjectOfWork {
  /** Who answers for it: `agent:LORD-002`, `user:<id>` and the like. */
  readonly commandedBy: string;
  readonly assignments: readonly WantedAssignment[];
}

/** How long after its deadline an answer may still be on its way, in milliseconds. */
const GRACE_MS = 30_000;
/** Largest input with all that it is fed: it travels in one message. */
const INPUT_BYTES = 200 * 1024;

/** Hands assignments to guilds as soon as what they wait for is there, and writes down what comes of them. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly assignments: AssignmentsRepository,
    private readonly graphs: AssignmentGraphsRepository,
    private readonly outbox: Outbox,
    private readonly news: AssignmentNews,
    private readonly ends: WorkEnds,
  ) {}

  /**
   * Writes assignments down and sends those that wait for nothing, with the transaction.
   * @throws AppError ASSIGNMENTS_INVALID for a graph that cannot be done, with every problem; nothing is written.
   */
  async assign(tx: Transaction, { assignments: wanted, commandedBy, ...subject }: WantedWork): Promise<void> {
    const known = await this.graphs.lock(tx, subject);
    refuseProblems(wanted, new Set(known.map(({ id }) => id)));
    await this.assignments.insert(
      tx,
      ...wanted.map(({ id, agentCode, input, asset, after = [], deadlineAt, budgetMicroUsd }) => ({
        ...subject,
        id,
        agentCode,
        commandedBy,
        after: after.map((each) => each.id),
        input: withPlaces(input, after),
        asset: asset ?? null,
        deadlineAt,
        budgetMicroUsd: budgetMicroUsd ?? null,
      })),
    );
    for (const { id, deadlineAt } of wanted) {
      const timer = Object.assign(new ExpireAssignment(), { assignmentId: id });
      await this.outbox.send(tx, timer, { deliverAfter: new Date(deadlineAt.getTime() + GRACE_MS) });
    }
    await this.goOn(tx, subject);
  }

  completed(
    tx: Transaction,
    { assignmentId, agentCode, output, provenance, evidence }: AssignmentCompleted,
  ): Promise<boolean> {
    return this.ended(tx, assignmentId, agentCode, {
      state: 'completed',
      output,
      provenance: { ...provenance, cited: evidence },
      costMicroUsd: provenance.costMicroUsd,
    });
  }

  failed(
    tx: Transaction,
    { assignmentId, agentCode, code, message, costMicroUsd }: AssignmentFailed,
  ): Promise<boolean> {
    return this.ended(tx, assignmentId, agentCode, { state: 'failed', failure: { code, message }, costMicroUsd });
  }

  /** The deadline has passed, and time for the answer to arrive. */
  expired(tx: Transaction, assignmentId: string): Promise<boolean> {
    const failure = { code: 'DEADLINE_EXCEEDED', message: 'Nobody has said what became of it by its deadline' };
    return this.ended(tx, assignmentId, undefined, { state: 'failed', failure, costMicroUsd: 0 });
  }

  /** @returns whether it was open: what is told twice, or of what has ended otherwise, changes nothing. */
  private async ended(
    tx: Transaction,
    assignmentId: string,
    agentCode: string | undefined,
    outcome: Ended,
  ): Promise<boolean> {
    const subject = await this.graphs.subjectOf(tx, assignmentId);
    if (!subject) return false;
    const { subjectType, subjectId } = subject;
    const all = await this.graphs.lock(tx, { subjectType, subjectId });
    const one = all.find(({ id }) => id === assignmentId);
    if (!one || (one.state !== 'requested' && one.state !== 'running')) return false;
    if (agentCode !== undefined && one.agentCode !== agentCode) return false;
    await this.end(tx, subject, one, outcome);
    await this.goOn(tx, { subjectType, subjectId });
    await this.ends.tell(tx, { subjectType, subjectId });
    return true;
  }

  private async goOn(tx: Transaction, subject: SubjectOfWork): Promise<void> {
    const all = await this.graphs.lock(tx, subject);
    const { dispatch, fail, cancel } = advance(all.map((each) => ({ ...each, optional: optionalIn(each.input) })));
    for (const { id, failure } of fail) {
      const one = all.find((each) => each.id === id);
      if (one) await this.end(tx, subject, one, { state: 'failed', failure, costMicroUsd: 0 });
    }
    for (const id of cancel) await this.graphs.end(tx, id, { state: 'cancelled' });
    const ready = all.filter(({ id }) => dispatch.includes(id));
    const outputs = await this.graphs.outputsOf(tx, [...new Set(ready.flatMap(({ after }) => after))]);
    const refused: string[] = [];
    for (const each of ready) {
      const failure = await this.send(tx, subject, each, outputs);
      if (!failure) continue;
      refused.push(each.id);
      await this.end(tx, subject, each, { state: 'failed', failure, costMicroUsd: 0 });
    }
    // What waits for those that could not even be sent.
    if (refused.length > 0) await this.goOn(tx, subject);
  }

  private async end(tx: Transaction, subject: SubjectOfWork, one: AssignmentInGraph, outcome: Ended): Promise<void> {
    await this.graphs.end(tx, one.id, outcome);
    await this.news.ended(tx, subject, one, outcome);
  }

  /** @returns why it cannot be sent. */
  private async send(
    tx: Transaction,
    subject: SubjectOfWork,
    assignment: AssignmentInGraph,
    outputs: ReadonlyMap<string, unknown>,
  ): Promise<AssignmentFailure | undefined> {
    const { subjectType, subjectId } = subject;
    const { id, agentCode, after, input, asset, commandedBy, deadlineAt } = assignment;
    if (!isAgentCode(agentCode)) return { code: 'AGENT_UNKNOWN', message: `No agent ${agentCode} on the roster` };
    const whole = fed(input, after, outputs);
    const bytes = Buffer.byteLength(JSON.stringify(whole));
    if (bytes > INPUT_BYTES)
      return {
        code: 'AGENT_INPUT_INVALID',
        message: `Its input has ${bytes} bytes with all that it waits for, ${INPUT_BYTES} at most`,
      };
    const home = homeOf(agentCode);
    await this.graphs.dispatch(tx, id, home);
    const command: RunAssignment = Object.assign(new RUN_ASSIGNMENT[home](), {
      assignmentId: id,
      agentCode,
      subject: Object.assign(new Subject(), { type: subjectType, id: subjectId }),
      ...(subjectType === 'campaign' && { campaignId: subjectId }),
      ...(asset && { asset }),
      input: whole,
      deadlineAt: deadlineAt.toISOString(),
      replyTo: 'council' as const,
    });
    await inWorkspace(workspaceOf(tx), actorOf(commandedBy), async () => {
      await this.outbox.send(tx, command);
      await this.news.started(tx, subject, assignment);
    });
    return undefined;
  }
}

function refuseProblems(wanted: readonly WantedAssignment[], known: ReadonlySet<string>): void {
  const nodes = wanted.map(({ id, after = [] }) => ({ id, after: after.map((each) => each.id) }));
  const problems = [
    ...problemsOfGraph(nodes, known),
    ...wanted.flatMap(({ id, input, after = [] }) =>
      problemsOfNames(input, after).map((problem) => `${id}: ${problem}`),
    ),
  ];
  if (problems.length === 0) return;
  throw new AppError('ASSIGNMENTS_INVALID', `These assignments cannot be done: ${problems.join('; ')}`, {
    details: { problems },
  });
}

/** `agent:LORD-002` as who acts. The row's check has seen to its form. */
function actorOf(commandedBy: string): Actor {
  const at = commandedBy.indexOf(':');
  return { type: commandedBy.slice(0, at) as Actor['type'], id: commandedBy.slice(at + 1) };
}
