import { randomBytes } from 'node:crypto';
import { CouncilAssignmentCompleted, Subject } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { runInContext, startService, type RunningService } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { gatewayApplication } from '../../apps/gateway/src/gateway.application';
import { gatewayConfig } from '../../apps/gateway/src/gateway.config';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { LiveTickets } from '../../apps/gateway/src/identity/live-tickets';
import type { Principal } from '../../apps/gateway/src/identity/principal';
import { serve } from '../worker-process';

/** Something that was announced, and when its commit began: ms since the epoch, by the clock that all processes share. */
export interface Announced {
  readonly id: string;
  readonly at: number;
}

const BENCH = { type: 'system', id: 'bench' } as const;

let gateway: RunningService | undefined;

function running(): RunningService {
  if (!gateway) throw new Error('The gateway was not started');
  return gateway;
}

const methods = {
  start: async (environment: NodeJS.ProcessEnv): Promise<string> => {
    gateway = await startService(GatewayModule, gatewayConfig, { ...gatewayApplication, environment });
    return gateway.url;
  },
  tickets: ({ member, count }: { member: Principal; count: number }): Promise<string[]> => {
    const tickets = running().app.get(LiveTickets, { strict: false });
    return Promise.all(Array.from({ length: count }, () => tickets.issue(member)));
  },
  /** As a service does: with a transaction of its own. */
  announce: async (workspaceId: string): Promise<Announced> => {
    const { app } = running();
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    const context = { requestId: uuidv7(), traceparent, workspaceId, actor: BENCH };
    const event = Object.assign(new CouncilAssignmentCompleted(), {
      assignmentId: uuidv7(),
      agentCode: 'MUSE-001',
      subject: Object.assign(new Subject(), { type: 'campaign', id: uuidv7() }),
      costMicroUsd: 1,
    });
    return runInContext(context, () =>
      app.get(Database).withTenant(workspaceId, BENCH, async (tx) => {
        const { id } = await app.get(Outbox).send(tx, event);
        return { id, at: performance.timeOrigin + performance.now() };
      }),
    );
  },
  stop: async (): Promise<void> => void (await running().stop()),
};

export type GatewayMethods = typeof methods;

serve(methods);
