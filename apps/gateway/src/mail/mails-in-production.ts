import { ConfigurationError, loadConfig } from '@raptor/platform';
import { z } from 'zod';

/** What has a default for development, or may be left out there, and which in production nobody can guess. */
const NEEDED = ['MAIL_FROM', 'SMTP_URL', 'PUBLIC_URL'] as const;

const saidInProduction = z
  .object({
    NODE_ENV: z.string().optional(),
    MAIL_FROM: z.string().optional().describe('who mails are from; needed in production'),
    SMTP_URL: z.string().optional().describe('server that carries mails; needed in production'),
    PUBLIC_URL: z.string().optional().describe('the frontend, which the links in mails lead to; needed in production'),
  })
  .superRefine((values, context) => {
    if (values.NODE_ENV !== 'production') return;
    for (const name of NEEDED)
      if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is missing' });
  });

interface Definition<Config extends object> {
  readonly load: (environment?: NodeJS.ProcessEnv) => Config;
}

/**
 * The same configuration, which in production does not start as long as people would wait for mails that nobody carries, or get links that lead
 * nowhere: accounts, invitations and new passwords begin in a mail.
 */
export function withMailsInProduction<Config extends object, Given extends Definition<Config>>(
  definition: Given & Definition<Config>,
): Given {
  return {
    ...definition,
    load: (environment?: NodeJS.ProcessEnv): Config => {
      const problems: string[] = [];
      attempt(() => loadConfig([saidInProduction], environment), problems);
      const config = attempt(() => definition.load(environment), problems);
      if (!config || problems.length > 0) throw new ConfigurationError(problems);
      return config;
    },
  };
}

/** One start lists every problem. */
function attempt<T>(load: () => T, problems: string[]): T | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
