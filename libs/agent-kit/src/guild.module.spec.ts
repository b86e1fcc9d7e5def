import { z } from 'zod';
import { defineAgent } from './define-agent';
import { GuildModule } from './guild.module';

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
  samples: [],
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
