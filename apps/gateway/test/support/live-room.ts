import { randomBytes } from 'node:crypto';
import { BudgetAlerted, CouncilAssignmentCompleted, StopStarted, Subject, type Role } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { runInContext, type RunningService } from '@raptor/platform';
import { Outbox, type Envelope } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { IdentityRepository } from '../../src/identity/identity.repository';
import { LiveTickets } from '../../src/identity/live-tickets';
import type { Principal } from '../../src/identity/principal';
import { WorkspacesRepository } from '../../src/workspaces/workspaces.repository';
import { LiveClient, type LivePlace } from './live-client';

const SYSTEM = { type: 'system', id: 'test' } as const;

export const anAssignment = (number = 0): CouncilAssignmentCompleted =>
  Object.assign(new CouncilAssignmentCompleted(), {
    assignmentId: uuidv7(),
    agentCode: 'MUSE-001',
    subject: Object.assign(new Subject(), { type: 'campaign', id: uuidv7() }),
    costMicroUsd: number,
  });

export const aBudgetAlert = (): BudgetAlerted =>
  Object.assign(new BudgetAlerted(), {
    period: '2026-11',
    limitMicroUsd: 1_000_000,
    spentMicroUsd: 800_000,
    limitTokens: 0,
    tokensSpent: 0,
    reason: 'threshold',
    percent: 80,
  });

export const aStop = (): StopStarted =>
  Object.assign(new StopStarted(), { stopId: uuidv7(), scope: 'workspace', target: '*', reason: 'manual' });

/** One workspace with members, things that happen in it, and sockets. */
export class LiveRoom {
  private constructor(
    private readonly gateway: RunningService,
    readonly workspaceId: string,
  ) {}

  static async found(gateway: RunningService): Promise<LiveRoom> {
    const id = uuidv7();
    const database = gateway.app.get(Database);
    await database.withTenant(id, SYSTEM, (tx) =>
      gateway.app
        .get(WorkspacesRepository, { strict: false })
        .create(tx, { id, name: 'Room', slug: `room-${id}`, plan: 'pro', timezone: 'UTC' }),
    );
    return new LiveRoom(gateway, id);
  }

  async member(role: Role): Promise<Principal> {
    const { app } = this.gateway;
    const id = uuidv7();
    const email = `${randomBytes(6).toString('hex')}@room.example`;
    await app
      .get(Database)
      .withUser(id, (tx) =>
        app
          .get(IdentityRepository, { strict: false })
          .createUser(tx, { id, email, passwordHash: null, displayName: 'Member' }),
      );
    await this.within((tx) =>
      app
        .get(WorkspacesRepository, { strict: false })
        .addMember(tx, { workspaceId: this.workspaceId, userId: id, role, status: 'active' }),
    );
    return { type: 'user', id, workspaceId: this.workspaceId, role, scopes: [], membershipVersion: 1 };
  }

  /** As somebody who has just signed in; at this replica, or at another. */
  async open(member: Principal, { at = this.gateway, place }: { at?: RunningService; place?: LivePlace } = {}) {
    return LiveClient.open(at.url, await this.ticket(member), place);
  }

  async ticket(member: Principal): Promise<string> {
    return this.gateway.app.get(LiveTickets, { strict: false }).issue(member);
  }

  /** Announces as a service does: with a transaction. */
  happen(...messages: object[]): Promise<Envelope[]> {
    const context = {
      requestId: uuidv7(),
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      workspaceId: this.workspaceId,
      actor: SYSTEM,
    };
    return runInContext(context, () =>
      this.within((tx) =>
        this.gateway.app.get(Outbox).sendAll(
          tx,
          messages.map((message) => ({ message })),
        ),
      ),
    );
  }

  within<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.gateway.app.get(Database).withTenant(this.workspaceId, SYSTEM, work);
  }
}
