import { ConfigurationError } from '@raptor/platform';
import { gatewayConfig } from '../gateway.config';

const MAILS = {
  MAIL_FROM: 'Raptor <no-reply@raptor.example>',
  SMTP_URL: 'smtps://user:password@mail.example',
  PUBLIC_URL: 'https://app.example',
};

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    gatewayConfig.load(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

const aboutMails = (environment: NodeJS.ProcessEnv): string[] =>
  problemsOf(environment).flatMap((problem) => /^(MAIL_FROM|SMTP_URL|PUBLIC_URL) is missing/.exec(problem)?.[1] ?? []);

describe('mails in production', () => {
  it('need a server, a sender and a frontend, all named at once and with whatever else is missing', () => {
    expect(aboutMails({ NODE_ENV: 'production' })).toEqual(['MAIL_FROM', 'SMTP_URL', 'PUBLIC_URL']);
    expect(problemsOf({ NODE_ENV: 'production' })).toContainEqual(expect.stringMatching(/^DATABASE_URL is missing/));
  });

  it.each(Object.keys(MAILS))('need %s also where the others are said', (name) => {
    expect(aboutMails({ NODE_ENV: 'production', ...MAILS, [name]: '' })).toEqual([name]);
  });

  it('are not asked about where all is said, or where nobody waits for them', () => {
    expect(aboutMails({ NODE_ENV: 'production', ...MAILS })).toEqual([]);
    for (const NODE_ENV of ['development', 'test', undefined]) expect(aboutMails({ NODE_ENV })).toEqual([]);
  });
});
