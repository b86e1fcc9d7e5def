import { z } from 'zod';

/** The environment does not describe a service that can run. Lists every problem at once, never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((text) => `  - ${text}`).join('\n')}`);
  }
}

/** EX_CONFIG of sysexits.h: a supervisor need not try again, the same environment fails the same way. */
export const EXIT_BAD_CONFIGURATION = 78;

type Parsed<Schemas extends readonly z.ZodType[]> = { [Index in keyof Schemas]: z.output<Schemas[Index]> };

/**
 * Parses the variables that schemas name, all of them together so that one start lists every problem. The only place
 * that reads the environment; an empty variable counts as absent.
 * @throws ConfigurationError naming each variable with what is wrong and what it is for.
 */
export function loadConfig<const Schemas extends readonly z.ZodType[]>(
  schemas: Schemas,
  environment: NodeJS.ProcessEnv = process.env,
): Parsed<Schemas> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const results = schemas.map((schema) => ({ schema, result: schema.safeParse(given) }));
  const problems = results.flatMap(({ schema, result }) =>
    (result.error?.issues ?? []).map((issue) => describe(schema, issue, given)),
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
  return results.map(({ result }) => result.data) as Parsed<Schemas>;
}

function describe(schema: z.ZodType, issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const variable = String(issue.path[0] ?? '');
  const purpose = schema instanceof z.ZodObject ? (schema.shape[variable] as z.ZodType | undefined)?.description : '';
  const problem = variable in given ? issue.message : 'is missing';
  return `${variable} ${problem}${purpose ? ` (${purpose})` : ''}`.trim();
}
