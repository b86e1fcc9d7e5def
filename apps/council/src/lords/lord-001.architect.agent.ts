import { defineAgent, rowsOf, type Evidence } from '@raptor/agent-kit';
import { CAMPAIGN_CHANNELS, isAgentCode, OBJECTIVE_TYPES, ROSTER, type AgentCode } from '@raptor/contracts';
import { z } from 'zod';
import { splitExactly } from '../craft/routing/largest-remainder';
import { PARTS, REQUEST_KINDS, needsOf, type Need } from '../craft/routing/needs';
import { brokenRefs, scheduleOf } from '../craft/routing/schedule';
import { architectSamples } from './lord-001.samples';

const DAY_MS = 86_400_000;

/** How long an agent is thought to take that has no history here. */
const USUAL_MS = 20_000;
/** Kept for what goes wrong: no plan spends it. */
const RESERVE_SHARE = 0.1;
/** What an agent's model costs, as a multiple of the cheapest tier's: list prices of the output of each, to one digit. */
const COST_WEIGHT = { none: 0, flash: 1, balanced: 50, deep: 250 } as const;

const agentCode = z.custom<AgentCode>((value) => typeof value === 'string' && isAgentCode(value), {
  error: 'must be a code on the roster',
});
const anyCode = z.string().regex(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/);

const input = z
  .object({
    kind: z.enum(REQUEST_KINDS).describe('What is wanted'),
    goal: z.string().min(3).max(2_000).describe('In the words of who wants it'),
    objective: z.enum(OBJECTIVE_TYPES).describe('What it is to move'),
    channels: z.array(z.enum(CAMPAIGN_CHANNELS)).max(14).default([]).describe('Where it is to appear'),
    competitors: z.array(z.string().min(1).max(253)).max(20).default([]).describe('Domains of named competitors'),
    isRegulated: z
      .boolean()
      .default(false)
      .describe('The industry has rules of its own: health, money, alcohol and the like'),
    startAt: z.iso.datetime().describe('When work begins'),
    deadlineAt: z.iso.datetime().describe('When everything must be done'),
    budgetMicroUsd: z
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .describe('What agents may spend, in micro-USD'),
    available: z
      .array(
        z.object({
          code: anyCode.describe('Code of the agent'),
          tier: z.enum(['none', 'flash', 'balanced', 'deep']).describe('Which class of model it asks'),
        }),
      )
      .max(87)
      .describe('Agents that are built and live, from the registry'),
  })
  .refine(({ startAt, deadlineAt }) => startAt < deadlineAt, { path: ['deadlineAt'], error: 'must be after "startAt"' })
  .refine(({ kind, channels }) => kind === 'research' || channels.length > 0, {
    path: ['channels'],
    error: 'must name at least one channel for whatever is to appear somewhere',
  });

const output = z.object({
  assignments: z
    .array(
      z.object({
        ref: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,63}$/)
          .describe('Name within this plan'),
        agentCode: anyCode.describe('Who'),
        part: z.enum(PARTS).describe('Which part of the work'),
        after: z.array(z.string()).describe('Refs of what it waits for'),
        why: z.string().min(1).max(300).describe('What for'),
        deadlineAt: z.iso.datetime().describe('When it must be done so that nothing is late'),
        budgetMicroUsd: z.number().int().min(0).describe('What it may spend'),
      }),
    )
    .describe('The plan, in an order in which it can be done'),
  missing: z
    .array(
      z.object({
        agentCode: anyCode.describe('Who'),
        part: z.enum(PARTS).describe('For what'),
        why: z.string().describe('Why not'),
      }),
    )
    .describe('Agents the request needs and does not get'),
  reserveMicroUsd: z.number().int().min(0).describe('Kept for what goes wrong'),
  criticalPath: z.array(z.string()).describe('Refs of the chain that decides how long it takes'),
  expectedMs: z.number().int().min(0).describe('What that chain takes, by what agents have taken here so far'),
  risks: z.array(z.string().min(1).max(400)).describe('What may go wrong with the plan'),
  reasoning: z.string().min(1).max(1_500).describe('Why this plan'),
});

type Task = z.output<typeof input>;
type Answer = z.output<typeof output>;

/** A proposal: the council checks it and sends the work out. */
export const theArchitect = defineAgent({
  code: 'LORD-001',
  name: 'The Architect',
  guild: 'council',
  tier: 'deep',
  purpose: 'Plans who does what in which order, until when and for how much, for one request.',
  input,
  output,
  gather: (_task, { rows }) => rows.read('agents'),
  floor: (task, evidence) => {
    const known = knownAgents(evidence);
    const { needs, missing } = staffed(task, known);
    const plan = planned(needs, task, known);
    const risks = risksOf(task, plan, missing);
    return { ...plan, missing, risks, reasoning: reasoningOf(task, plan, missing) };
  },
  prompt: (task, _evidence, plan) => `
You plan the work on a request. A plan made by rules is below. Better it: leave out agents whose work this request does not need, add
those it does, sharpen each "why", say in "reasoning" and "risks" what a person should know before saying yes. Keep: every channel's
guardian and GRD-007, GRD-009, GRD-010 after whatever is written; LORD-006 last of those; agents that are available only; budgets that
with the reserve add up to ${task.budgetMicroUsd}; "missing" as it is; "criticalPath" and "expectedMs" as they follow from the plan; each deadline after those it waits for and not after ${task.deadlineAt}.
Available: ${task.available.map(({ code, tier }) => `${code} ${isAgentCode(code) ? ROSTER[code] : ''} (${tier})`).join(', ')}
Request: ${JSON.stringify({ ...task, available: undefined })}
Plan: ${JSON.stringify(plan)}`,
  check: (answer, task, evidence) => [
    ...graphProblems(answer),
    ...staffProblems(answer, task, evidence),
    ...limitProblems(answer, task),
    ...lengthProblems(answer, task, evidence),
  ],
  cache: { ttlMs: DAY_MS },
  samples: architectSamples,
});

/** How an agent has done in this workspace, and whether it may be used. */
interface KnownAgent {
  readonly isActive: boolean;
  readonly takesMs: number;
}

const knownRow = z.object({ code: agentCode, isActive: z.boolean(), p95Ms: z.number().nullable() });

const knownAgents = (evidence: Evidence): ReadonlyMap<string, KnownAgent> =>
  new Map(
    rowsOf(evidence, 'agents').flatMap((row) => {
      const { data } = knownRow.safeParse(row);
      return data ? [[data.code, { isActive: data.isActive, takesMs: data.p95Ms ?? USUAL_MS }] as const] : [];
    }),
  );

type Planned = Pick<Answer, 'assignments' | 'reserveMicroUsd' | 'criticalPath' | 'expectedMs'>;

function staffed(task: Task, known: ReadonlyMap<string, KnownAgent>): { needs: Need[]; missing: Answer['missing'] } {
  const available = new Set(task.available.map(({ code }) => code));
  const wanted = needsOf({ ...task, hasCompetitors: task.competitors.length > 0 });
  const whyNot = ({ agentCode: code }: Need): string | undefined => {
    if (known.get(code)?.isActive === false) return 'switched off in this workspace';
    return available.has(code) ? undefined : 'not built yet, or not live';
  };
  return {
    needs: wanted.filter((each) => whyNot(each) === undefined),
    missing: wanted.flatMap((each) => {
      const why = whyNot(each);
      return why ? [{ agentCode: each.agentCode, part: each.part, why }] : [];
    }),
  };
}

function planned(needs: readonly Need[], task: Task, known: ReadonlyMap<string, KnownAgent>): Planned {
  const work = needs.map((each) => ({
    ...each,
    ref: `${each.part}-${each.agentCode.toLowerCase()}`,
    after: waitsFor(each, needs),
    takesMs: known.get(each.agentCode)?.takesMs ?? USUAL_MS,
  }));
  const withinMs = Date.parse(task.deadlineAt) - Date.parse(task.startAt);
  const { byRef, lengthMs, criticalPath } = scheduleOf(work, withinMs);
  const tiers = new Map(task.available.map(({ code, tier }) => [code, tier]));
  const reserveMicroUsd = Math.floor(task.budgetMicroUsd * RESERVE_SHARE);
  const weights = work.map((each) => COST_WEIGHT[tiers.get(each.agentCode) ?? 'none']);
  const budgets = splitExactly(task.budgetMicroUsd - reserveMicroUsd, weights);
  const spent = budgets.reduce((sum, budget) => sum + budget, 0);
  return {
    assignments: work.map(({ ref, agentCode: code, part, after, why }, index) => ({
      ref,
      agentCode: code,
      part,
      after,
      why,
      deadlineAt: new Date(
        Date.parse(task.startAt) + Math.max(0, byRef.get(ref)?.latestEndMs ?? withinMs),
      ).toISOString(),
      budgetMicroUsd: budgets[index] ?? 0,
    })),
    reserveMicroUsd: task.budgetMicroUsd - spent,
    criticalPath: [...criticalPath],
    expectedMs: Math.round(lengthMs),
  };
}

/** Everything of the nearest earlier part that has somebody in it. */
function waitsFor({ part }: Need, needs: readonly Need[]): string[] {
  const earlier = PARTS.slice(0, PARTS.indexOf(part)).toReversed();
  const last = earlier.find((candidate) => needs.some((each) => each.part === candidate));
  return needs.filter((each) => each.part === last).map((each) => `${each.part}-${each.agentCode.toLowerCase()}`);
}

function risksOf(
  { startAt, deadlineAt, budgetMicroUsd }: Task,
  { expectedMs, criticalPath }: Planned,
  missing: Answer['missing'],
): string[] {
  const withinMs = Date.parse(deadlineAt) - Date.parse(startAt);
  const lost = missing.filter(({ part }) => part === 'check' || part === 'gate');
  return [
    ...(expectedMs > withinMs
      ? [
          `The work takes ${seconds(expectedMs)} by what agents took so far, the deadline leaves ${seconds(withinMs)}: ${criticalPath.join(', ')} decide.`,
        ]
      : []),
    ...(lost.length > 0
      ? [`Nothing can be published until ${lost.map(({ agentCode: code }) => code).join(', ')} can check it.`]
      : []),
    ...(budgetMicroUsd === 0 ? ['There is no money: every agent answers from its floor.'] : []),
  ];
}

function reasoningOf(
  { kind, objective, channels }: Task,
  { assignments, criticalPath }: Planned,
  missing: Answer['missing'],
): string {
  const where = channels.length > 0 ? ` in ${channels.join(', ')}` : '';
  const parts = PARTS.filter((part) => assignments.some((each) => each.part === part));
  const without = missing.length > 0 ? ` ${missing.length} wanted agents are missing.` : '';
  return `A ${kind} for ${objective}${where}: ${assignments.length} assignments in ${parts.length} parts (${parts.join(', ')}), each part side by side. The longest chain has ${criticalPath.length}.${without}`;
}

function graphProblems({ assignments }: Answer): string[] {
  const refs = assignments.map(({ ref }) => ref);
  const twice = refs.filter((ref, index) => refs.indexOf(ref) !== index);
  const broken = brokenRefs(assignments.map(({ ref, after }) => ({ ref, after, takesMs: 0 })));
  return [
    ...twice.map((ref) => `The ref ${ref} is there twice`),
    ...assignments.flatMap(({ ref, after }) =>
      new Set(after).size < after.length ? [`${ref} waits for the same twice`] : [],
    ),
    ...broken.map((ref) => `${ref} waits in a circle, or for something that is not in the plan`),
  ];
}

function staffProblems({ assignments, missing, risks }: Answer, task: Task, evidence: Evidence): string[] {
  const known = knownAgents(evidence);
  const available = new Set(task.available.map(({ code }) => code));
  const staff = new Set(assignments.map(({ agentCode: code }) => code));
  const unusable = [...staff].filter((code) => !available.has(code) || known.get(code)?.isActive === false);
  const { needs, missing: right } = staffed(task, known);
  const guards = needs.filter(({ part, agentCode: code }) => (part === 'check' || part === 'gate') && !staff.has(code));
  const strangers = [...staff].filter((code) => !isAgentCode(code));
  return [
    ...strangers.map((code) => `${code} is not on the roster`),
    ...(JSON.stringify(missing) === JSON.stringify(right) ? [] : ['"missing" must stay as it was given']),
    ...risks.filter((risk, index) => risks.indexOf(risk) < index).map((risk) => `This risk is there twice: ${risk}`),
    ...unusable.map((code) => `${code} is not available`),
    ...guards.map(({ agentCode: code, why }) => `${code} must be in the plan: ${why}`),
  ];
}

function limitProblems(
  { assignments, reserveMicroUsd }: Answer,
  { budgetMicroUsd, startAt, deadlineAt }: Task,
): string[] {
  const sum = assignments.reduce((total, each) => total + each.budgetMicroUsd, reserveMicroUsd);
  const deadlines = new Map(assignments.map((each) => [each.ref, each.deadlineAt]));
  const late = assignments.filter((each) => each.deadlineAt > deadlineAt || each.deadlineAt < startAt);
  const early = assignments.filter(({ after, deadlineAt: own }) =>
    after.some((ref) => (deadlines.get(ref) ?? '') > own),
  );
  return [
    ...(sum === budgetMicroUsd ? [] : [`Budgets and reserve add up to ${sum}, not to ${budgetMicroUsd}`]),
    ...late.map(({ ref }) => `The deadline of ${ref} is not within the request's time`),
    ...early.map(({ ref }) => `${ref} is due before something it waits for`),
  ];
}

/** What code computes from the assignments of a plan. */
function lengthProblems({ assignments, criticalPath, expectedMs }: Answer, task: Task, evidence: Evidence): string[] {
  const known = knownAgents(evidence);
  const work = assignments.map(({ ref, after, agentCode: code }) => ({
    ref,
    after,
    takesMs: known.get(code)?.takesMs ?? USUAL_MS,
  }));
  if (brokenRefs(work).length > 0) return [];
  const right = scheduleOf(work, Date.parse(task.deadlineAt) - Date.parse(task.startAt));
  return [
    ...(Math.round(right.lengthMs) === expectedMs
      ? []
      : [`"expectedMs" is ${Math.round(right.lengthMs)} for this plan`]),
    ...(right.criticalPath.join() === criticalPath.join()
      ? []
      : [`"criticalPath" is ${right.criticalPath.join(', ')} for this plan`]),
  ];
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
