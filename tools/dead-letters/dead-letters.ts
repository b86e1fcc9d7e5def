import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import type { By, PostgresDeadLetters } from '@raptor/raptor-bus';
import { lettersOf, type OpenedLetters } from './letters-of';
import { readWish, USAGE, type Wish } from './wish';

/** Ops' way to what could not be handled: `npm run dead-letters -- muse list`. */
async function main(args: string[]): Promise<number> {
  const wish = readWish(args);
  if (typeof wish === 'string') {
    process.stderr.write(`${wish}\n\n${USAGE}`);
    return 2;
  }
  const service = SERVICE_KEYS.find((key) => key === wish.service);
  if (!service) {
    process.stderr.write(`There is no service ${wish.service}\n\n${USAGE}`);
    return 2;
  }
  return within(service, (letters) => fulfil(letters, wish));
}

async function within(service: ServiceKey, use: (letters: PostgresDeadLetters) => Promise<number>): Promise<number> {
  let opened: OpenedLetters | undefined;
  try {
    opened = lettersOf(service);
    return await use(opened.letters);
  } finally {
    await opened?.close();
  }
}

async function fulfil(
  letters: PostgresDeadLetters,
  { command, ids, filter, limit, because, file }: Wish,
): Promise<number> {
  const which = ids.length > 0 ? ids : filter;
  const by: By = { type: 'user', id: userInfo().username };
  switch (command) {
    case 'counts':
      print(await letters.counts());
      return 0;
    case 'list':
      print(await letters.list({ ...filter, state: filter.state ?? 'open', limit }));
      return 0;
    case 'show': {
      const letter = await letters.get(ids[0] ?? '');
      print(letter ?? `There is no letter ${ids[0]}`);
      return letter ? 0 : 1;
    }
    case 'redrive':
      process.stdout.write(
        `${await letters.redrive(which, { by })} to be handled again by the next replica that is free\n`,
      );
      return 0;
    case 'edit': {
      const payload = JSON.parse(readFileSync(file, 'utf8')) as object;
      const edited = await letters.redriveEdited(ids[0] ?? '', payload, { by });
      process.stdout.write(edited ? 'edited, and to be handled again\n' : `There is no open letter ${ids[0]}\n`);
      return edited ? 0 : 1;
    }
    case 'discard':
      process.stdout.write(`${await letters.discard(which, { by, reason: because })} discarded\n`);
      return 0;
  }
}

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
