import { tableIn } from './identifiers';

/** Stands in the outbox for "no workspace": an index can be walked over it, which it cannot over NULL. */
export const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

/** The tables of the bus by name, for a service's list of what its schema holds. */
export const BUS_TABLES = {
  outbox_events: 'bookkeeping',
  inbox_events: 'bookkeeping',
  dead_letters: 'bookkeeping',
} as const;

/**
 * The statements that make the bus's tables in a service's schema, for that service's own migration. No partitions: a
 * service's role may not make tables, and UUIDv7 keys keep inserts at the right edge of every index and old rows at the left.
 */
export const createBusTables = (schema: string): string[] => [
  ...createOutbox(tableIn(schema, 'outbox_events')),
  ...createInbox(tableIn(schema, 'inbox_events')),
  ...createDeadLetters(tableIn(schema, 'dead_letters')),
];

/** Undoes {@link createBusTables}. */
export const dropBusTables = (schema: string): string[] =>
  (['dead_letters', 'inbox_events', 'outbox_events'] as const).map((table) => `DROP TABLE ${tableIn(schema, table)}`);

/**
 * Every row changes its state two or three times, so it is vacuumed by the thousand rather than by the fifth of what it
 * keeps. The indexes are for one state each: they are as small as what is on its way.
 */
const createOutbox = (table: string): string[] => [
  `CREATE TABLE ${table} (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    channel text COLLATE "C" NOT NULL,
    lane smallint NOT NULL,
    readers text[] NOT NULL CHECK (readers <> '{}'),
    envelope text NOT NULL,
    state text NOT NULL CHECK (state IN ('timed', 'new', 'published', 'confirmed')),
    deliver_after timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    stream_id text,
    epoch text,
    confirmed_by text[] NOT NULL DEFAULT '{}',
    confirmed_at timestamptz
  ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000)`,
  `CREATE INDEX outbox_events_timed ON ${table} (deliver_after) WHERE state = 'timed'`,
  `CREATE INDEX outbox_events_new ON ${table} (lane, channel, workspace_id, deliver_after, id) WHERE state = 'new'`,
  `CREATE INDEX outbox_events_published ON ${table} (lane, channel, workspace_id, published_at, id) WHERE state = 'published'`,
  `COMMENT ON TABLE ${table} IS 'bookkeeping of raptor-bus: messages of committed transactions, on their way to Redis; confirmed ones stay a week for replay'`,
  `COMMENT ON COLUMN ${table}.workspace_id IS 'all zeros: about the system itself'`,
  `COMMENT ON COLUMN ${table}.state IS 'timed (until deliver_after), new (waits for the relay), published (is in Redis), confirmed (all readers are done)'`,
];

/** `json`, not `jsonb`: the second answer to a wish is the first one to the byte. */
const createInbox = (table: string): string[] => [
  `CREATE TABLE ${table} (
    event_id uuid NOT NULL,
    consumer_group text NOT NULL,
    dedup_id text,
    request_hash text,
    result json,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, consumer_group)
  )`,
  `CREATE UNIQUE INDEX inbox_events_dedup ON ${table} (consumer_group, dedup_id) WHERE dedup_id IS NOT NULL`,
  `COMMENT ON TABLE ${table} IS 'bookkeeping of raptor-bus: messages whose effect is committed, so that none takes effect twice'`,
];

const createDeadLetters = (table: string): string[] => [
  `CREATE TABLE ${table} (
    id uuid PRIMARY KEY,
    event_id text NOT NULL,
    consumer_group text NOT NULL,
    workspace_id uuid,
    name text NOT NULL,
    channel text NOT NULL,
    stream text NOT NULL,
    stream_id text NOT NULL,
    reason text NOT NULL CHECK (reason IN ('max_retries_exceeded', 'schema_violation', 'routing_error', 'processing_timeout', 'publish_error')),
    failure jsonb NOT NULL,
    attempts integer NOT NULL,
    raw bytea NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'queued', 'redriven', 'discarded')),
    edited text,
    history jsonb NOT NULL DEFAULT '[]',
    lease_until timestamptz,
    epoch integer NOT NULL DEFAULT 0,
    deaths integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    UNIQUE (consumer_group, event_id)
  )`,
  `CREATE INDEX dead_letters_state ON ${table} (state, id)`,
  `COMMENT ON TABLE ${table} IS 'bookkeeping of raptor-bus: messages that could not be handled, as they came, with the reason'`,
  `COMMENT ON COLUMN ${table}.event_id IS 'of the event when the letter could be read, else stream and entry id'`,
  `COMMENT ON COLUMN ${table}.state IS 'open (waits for a decision), queued (is to be handled again), redriven (was handled), discarded'`,
  `COMMENT ON COLUMN ${table}.edited IS 'sealed text with another payload, handled instead of raw'`,
  `COMMENT ON COLUMN ${table}.deaths IS 'processes that died over it since it was queued'`,
];
