import { SERVICE_KEYS } from '@raptor/contracts';
import { readSettings } from '../launcher/environment';
import { SERVICE_CONFIGS } from './declared-environment';
import { readText } from './repository';
import { newBusKey } from './bus-key';
import { newSecretKey } from './secret-key';
import { newSigningKey } from './signing-key';

interface Section {
  title: string;
  entries: { name: string; value: string; comment: string }[];
}

/** Sections begin with `# --- title ---`; in them a line of comment stands above each variable. */
function sections(text: string): Section[] {
  const found: Section[] = [];
  let comment = '';
  for (const line of text.split('\n')) {
    const title = /^# --- (.+?) -+$/.exec(line)?.[1];
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (title) found.push({ title, entries: [] });
    else if (line.startsWith('# ')) comment = line.slice(2);
    else if (name !== undefined && value !== undefined) {
      found.at(-1)!.entries.push({ name, value, comment });
      comment = '';
    }
  }
  return found;
}

const [platform, gateway, agents, migrations, launcher, tests] = sections(readText('.env.example'));
const namesOf = (section: Section | undefined): string[] => section!.entries.map(({ name }) => name);
const valuesOf = (...parts: (Section | undefined)[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => part!.entries).map(({ name, value }) => [name, value]));

describe('.env.example', () => {
  it('names what the services read, in the order in which they read it', () => {
    expect([...namesOf(platform), ...namesOf(gateway)]).toEqual(SERVICE_CONFIGS.gateway.variables);
  });

  it('names what services that run agents read, in the order in which they read it', () => {
    expect([...namesOf(platform), ...namesOf(agents)]).toEqual(SERVICE_CONFIGS.muse.variables);
    for (const key of SERVICE_KEYS.filter((key) => key !== 'gateway'))
      expect(SERVICE_CONFIGS[key].variables).toEqual(SERVICE_CONFIGS.muse.variables);
  });

  it('misses no variable of any service', () => {
    const named = [...namesOf(platform), ...namesOf(gateway), ...namesOf(agents)];
    for (const key of SERVICE_KEYS) expect(named).toEqual(expect.arrayContaining([...SERVICE_CONFIGS[key].variables]));
  });

  it('shows defaults as they are', () => {
    const keys = {
      JWT_KEYS: JSON.stringify([newSigningKey()]),
      BUS_KEYS: newBusKey(),
      SECRET_KEYS: newSecretKey(),
    };
    const all: Record<string, string> = { ...valuesOf(platform, gateway), ...keys };
    const required = [
      'DATABASE_URL',
      'REDIS_BUS_URL',
      'REDIS_CACHE_URL',
      'CHROMA_URL',
      'BUS_KEYS',
      'JWT_KEYS',
      'SECRET_KEYS',
    ] as const;
    const least = Object.fromEntries(required.map((name) => [name, all[name]]));
    const same = { instance: '', replica: '' };
    expect({ ...SERVICE_CONFIGS.gateway.load(all), ...same }).toEqual({
      ...SERVICE_CONFIGS.gateway.load(least),
      ...same,
    });
  });

  it('says of each variable what it is for, and of the required that they are', () => {
    for (const { name, comment } of [platform, gateway, agents, migrations, launcher, tests].flatMap(
      (part) => part!.entries,
    ))
      expect({ name, comment: comment.length > 10 }).toEqual({ name, comment: true });
    const required = platform!.entries.filter(({ comment }) => comment.startsWith('required:'));
    expect(required.map(({ name }) => name)).toEqual([
      'DATABASE_URL',
      'REDIS_BUS_URL',
      'REDIS_CACHE_URL',
      'CHROMA_URL',
      'BUS_KEYS',
    ]);
  });

  it('shows what the migrations, the launcher and the tests read', () => {
    expect(namesOf(migrations)).toEqual(['DATABASE_OWNER_URL']);
    const replicas = SERVICE_KEYS.map((key) => `REPLICAS_${key.toUpperCase()}`);
    expect(namesOf(launcher)).toEqual(['RAPTOR_DIR', 'GATEWAY_PORT', 'REDIS_URL', ...replicas]);
    expect(readSettings(valuesOf(launcher), '/repository')).toEqual(readSettings({}, '/repository'));
    expect(namesOf(tests)).toEqual([
      'TEST_DATABASE_URL',
      'TEST_REDIS_URL',
      'TEST_CHROMA_URL',
      'RAPTOR_TEST_CONTAINERS',
    ]);
  });

  it('holds no secret', () => {
    expect(valuesOf(gateway)).toMatchObject({ JWT_KEYS: '', SECRET_KEYS: '' });
    expect(valuesOf(platform).BUS_KEYS).toBe('');
  });
});
