import { ROSTER, homeOf, type AgentCode, type AgentHome } from '@raptor/contracts';

/** Which class of model an agent asks: `none` asks no model at all, `deep` is for Lords. */
export type ModelTier = 'none' | 'flash' | 'balanced' | 'deep';

/** What an agent is. One per `*.agent.ts` file, and one line on its guild's list. */
export interface AgentDescription {
  readonly code: AgentCode;
  readonly name: string;
  readonly guild: AgentHome;
  readonly tier: ModelTier;
  /** One sentence a user reads in the registry. */
  readonly purpose: string;
}

/**
 * Declares an agent.
 * @throws Error when the code belongs to another guild or the name is not the one on the roster.
 */
export function defineAgent<Description extends AgentDescription>(description: Description): Description {
  const { code, name, guild } = description;
  if (homeOf(code) !== guild) throw new Error(`${code} belongs to ${homeOf(code)}, not to ${guild}`);
  if (ROSTER[code] !== name) throw new Error(`${code} is called "${ROSTER[code]}" on the roster, not "${name}"`);
  return description;
}
