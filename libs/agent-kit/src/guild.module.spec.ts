import { z } from 'zod';
import { defineAgent } from './define-agent';
import { GuildModule } from './guild.module';
import { AgentList } from './registry/agent-list';

const sample = (promise: string) => ({ name: promise, input: { promise }, expect: () => true });

const headlines = defineAgent({
  code: 'MUSE-001',
  name: 'Headline Copywriter',
  guild: 'muse',
  tier: 'balanced',
  purpose: 'Writes scored headlines.',
  input: z.object({ promise: z.string() }),
  output: z.object({ headline: z.string() }),
  floor: ({ promise }) => ({ headline: promise }),
  prompt: ({ promise }) => `A headline that promises ${promise}`,
  samples: ['one', 'two', 'three'].map(sample),
});

describe('a guild list', () => {
  it('refuses an agent that is on it twice', () => {
    expect(() => GuildModule.forRoot({ guild: 'muse', agents: [headlines, headlines] })).toThrow(
      'MUSE-001 is on the list of muse twice',
    );
  });

  it('refuses an agent of another guild', () => {
    expect(() => GuildModule.forRoot({ guild: 'matrix', agents: [headlines] })).toThrow('belongs to muse');
  });

  it('refuses a code that is not on the roster', () => {
    const agents = [{ ...headlines, code: 'MUSE-099' as 'MUSE-001' }];
    expect(() => GuildModule.forRoot({ guild: 'muse', agents })).toThrow(
      'MUSE-099 is on the list of muse and not on the roster',
    );
  });

  it('refuses an agent with fewer than three samples', () => {
    const agents = [{ ...headlines, samples: headlines.samples.slice(1) }];
    expect(() => GuildModule.forRoot({ guild: 'muse', agents })).toThrow('MUSE-001 has 2 samples, and needs 3');
  });

  it('says all that is wrong at once', () => {
    const agents = [headlines, { ...headlines, samples: [] }];
    expect(() => GuildModule.forRoot({ guild: 'muse', agents })).toThrow(/twice\n.*0 samples/);
  });

  it('knows what is planned from what is unknown', () => {
    const list = new AgentList('muse', [headlines]);
    expect(list.get('MUSE-001').name).toBe('Headline Copywriter');
    expect(() => list.get('MUSE-002')).toThrow(expect.objectContaining({ code: 'AGENT_PLANNED' }));
    expect(() => list.get('MUSE-999')).toThrow(expect.objectContaining({ code: 'AGENT_UNKNOWN' }));
    expect(() => list.get('GRD-001')).toThrow('belongs to guardian');
  });
});

describe('defineAgent', () => {
  it('refuses a code of another guild', () => {
    expect(() => defineAgent({ ...headlines, guild: 'research' })).toThrow('MUSE-001 belongs to muse');
  });

  it.each([
    ['a prompt that no model is asked', { ...headlines, tier: 'none' }, 'has a prompt'],
    ['a model that is asked nothing', { ...headlines, prompt: undefined }, 'has no prompt'],
  ] as const)('refuses %s', (_what, description, reason) => {
    expect(() => defineAgent(description)).toThrow(reason);
  });

  it('refuses a name that is not the one on the roster', () => {
    expect(() => defineAgent({ ...headlines, name: 'Headliner' })).toThrow('"Headline Copywriter"');
  });
});
