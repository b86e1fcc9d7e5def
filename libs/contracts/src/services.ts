/** The six deployable services, in the order in which a reader meets them. */
export const SERVICE_KEYS = ['gateway', 'council', 'research', 'muse', 'matrix', 'guardian'] as const;

export type ServiceKey = (typeof SERVICE_KEYS)[number];

/** The four services that run agents for the council. */
export const GUILD_KEYS = ['research', 'muse', 'matrix', 'guardian'] as const;

export type GuildKey = (typeof GUILD_KEYS)[number];

export interface ServiceDescription {
  readonly key: ServiceKey;
  /** Folder under `apps/` and name of its bundle under `dist/apps/`. */
  readonly app: string;
  /** One sentence for people: fleet view, docs, launcher. */
  readonly purpose: string;
}

export const SERVICES: Readonly<Record<ServiceKey, ServiceDescription>> = {
  gateway: { key: 'gateway', app: 'gateway', purpose: 'REST API, live channel and sign-in' },
  council: { key: 'council', app: 'council', purpose: 'the seven Lords, campaigns, money and the game' },
  research: { key: 'research', app: 'research-guild', purpose: '20 agents that find things out' },
  muse: { key: 'muse', app: 'muse-guild', purpose: '30 agents that write and draw' },
  matrix: { key: 'matrix', app: 'matrix-guild', purpose: '20 agents that watch, measure and forecast' },
  guardian: { key: 'guardian', app: 'guardian-guild', purpose: '10 agents that check and may refuse' },
};

/** The PostgreSQL schema a service owns. */
export const schemaOf = (service: ServiceKey): string => service;

/** The PostgreSQL role a service signs in with. */
export const roleOf = (service: ServiceKey): string => `raptor_${service}`;
