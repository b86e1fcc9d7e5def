import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect, type Session } from '../../tools/database/session';
import type { FilledDatabase, Statement } from './filled-database';
import { PAGE_ROWS, QUESTIONS, type Question } from './questions';

/** Times that each question is asked. */
export const DRAWS = 40;

/** How Postgres went about one question. */
export interface Plan {
  readonly question: string;
  readonly indexes: readonly string[];
  /** Rows that were looked at, and rows that were answered. */
  readonly read: number;
  readonly answered: number;
  /** Pages of 8 KB, found in Postgres' own memory or not. */
  readonly pages: number;
  /** What would become slow with more rows, in words. */
  readonly findings: readonly string[];
  /** For people. */
  readonly text: string;
}

/** A node of `EXPLAIN (FORMAT JSON)`. Rows are those of one loop, on average. */
interface PlanNode {
  readonly 'Node Type': string;
  /** `Outer` and `Inner` hand rows on to their parent; an `InitPlan` is asked for a value, once. */
  readonly 'Parent Relationship'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The plans of all questions, as the services' own roles get them under row level security. */
export async function plansOf(database: FilledDatabase): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const question of QUESTIONS) plans.push(await planOf(database, question));
  return plans;
}

export function writePlans(file: string, head: string, plans: readonly Plan[]): void {
  const sections = plans.map(({ question, findings, text }) =>
    [`## ${question}`, ...findings.map((finding) => `Finding: ${finding}.`), text].join('\n\n'),
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[`# Plans`, head, ...sections].join('\n\n')}\n`);
}

/** The worst of several: what is asked about has many rows or few. */
async function planOf(database: FilledDatabase, question: Question): Promise<Plan> {
  const role = await connect(database.urls.roleUrls[question.service]);
  try {
    const plans: Plan[] = [];
    for (let draw = 0; draw < DRAWS; draw++) {
      const asked = database.draw(question);
      const statements = await database.statementsOf(question, asked);
      await role.query('BEGIN');
      await role.query(`SELECT set_config('app.workspace_id', $1, true)`, [asked.workspaceId]);
      const roots: PlanNode[] = [];
      for (const statement of statements) roots.push(await explainedAsJson(role, statement));
      const explain = (): Promise<string[]> => Promise.all(statements.map((each) => explainedAsText(role, each)));
      const summary = summaryOf(roots);
      if (plans.every(({ read }) => read < summary.read))
        plans.unshift({ question: question.name, ...summary, text: (await explain()).join('\n\n') });
      await role.query('ROLLBACK');
    }
    return plans[0] as Plan;
  } finally {
    await role.end();
  }
}

async function explainedAsJson(role: Session, { text, values }: Statement): Promise<PlanNode> {
  const { rows } = await role.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
    [...values],
  );
  const [found] = rows;
  if (!found) throw new Error('EXPLAIN had nothing to say');
  return found['QUERY PLAN'][0].Plan;
}

async function explainedAsText(role: Session, { text, values }: Statement): Promise<string> {
  const { rows } = await role.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, [...values]);
  const lines = rows.map((row) => row['QUERY PLAN']);
  return ['```sql', text.trim(), `-- ${JSON.stringify(values)}`, '```', '', '```', ...lines, '```'].join('\n');
}

function summaryOf(roots: readonly PlanNode[]): Omit<Plan, 'question' | 'text'> {
  const nodes = roots.flatMap(withDescendants);
  const answered = roots.reduce((sum, root) => sum + root['Actual Rows'], 0);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  const named = nodes.flatMap((node) => node['Index Name'] ?? []);
  return {
    indexes: [...new Set(named)],
    read: scans.reduce((sum, scan) => sum + rowsLookedAt(scan), 0),
    answered,
    pages: roots.reduce((sum, root) => sum + (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0), 0),
    findings: nodes.flatMap((node) => findingIn(node, Math.max(answered, PAGE_ROWS))),
  };
}

function findingIn(node: PlanNode, page: number): string[] {
  const kind = node['Node Type'];
  if (kind === 'Seq Scan') return [`reads ${node['Relation Name']} from one end to the other`];
  const inputs = (node.Plans ?? []).filter((each) => each['Parent Relationship'] === 'Outer');
  const sorted = inputs.reduce((sum, input) => sum + input['Actual Rows'] * input['Actual Loops'], 0);
  if (/Sort$/.test(kind) && sorted > page) return [`sorts ${sorted} rows to answer ${page} at most`];
  return [];
}

const rowsLookedAt = (scan: PlanNode): number =>
  (scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0) + (scan['Rows Removed by Index Recheck'] ?? 0)) *
  scan['Actual Loops'];

const withDescendants = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(withDescendants)];
