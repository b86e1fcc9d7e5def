import type { Database, ServiceDatabase } from '@raptor/persistence';
import { createLogger } from '@raptor/platform';
import { AGENT_ENTITIES, AGENT_TABLES } from '../../src';
import { AgentEvidenceRepository } from '../../src/evidence/agent-evidence.repository';
import type { PageEvidence } from '../../src/evidence/evidence';
import { EvidenceKeepers } from '../../src/evidence/evidence-keepers';
import { EvidenceStore } from '../../src/evidence/evidence-store';
import { identify } from '../../src/evidence/identify';
import type { ObjectStore } from '../../src/objects/object-store';

/** As much of research's as the kit keeps. */
export const database: ServiceDatabase = {
  service: 'research',
  tables: AGENT_TABLES,
  entities: AGENT_ENTITIES,
  migrations: [],
};

export const actor = { type: 'agent', id: 'RES-002' } as const;

export const aStore = (opened: Database, objects: ObjectStore, keepers = new EvidenceKeepers()): EvidenceStore =>
  new EvidenceStore({
    home: 'research',
    database: opened,
    repository: new AgentEvidenceRepository(),
    objects,
    keepers,
    logger: createLogger({ service: 'research', replica: 'r', version: '0', log: { level: 'silent' } }),
  });

export const NO_DATA = { headings: [], links: [], blocks: [], tables: [], structured: [] };

export const aPage = (body: string, more: Partial<PageEvidence> = {}): PageEvidence =>
  identify<'page'>('research', {
    kind: 'page',
    source: 'pages',
    url: 'https://tally.example/',
    title: 'Tally',
    text: body,
    data: { ...NO_DATA, blocks: [body] },
    seenAt: '2026-03-03T10:00:00.000Z',
    tainted: true,
    ...more,
  });
