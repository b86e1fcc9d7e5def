import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';
import { FreshReads } from './fresh-reads';
import type { Principal } from './principal';
import { StandingsRepository, type Standing, type StandingAsked } from './standings.repository';

const MOST = 50_000;

/**
 * What people are in their workspaces, read at most seconds ago: who is removed, suspended or given another role, whose workspace is deleted, whose
 * account is disabled or whose session is ended is refused by every replica within that time, whatever their token says.
 */
@Injectable()
export class Standings {
  private readonly reads: FreshReads<Standing | undefined>;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly database: Database,
    private readonly repository: StandingsRepository,
  ) {
    this.reads = new FreshReads({ freshMs: tokens.standingMs, most: MOST });
  }

  /** Undefined for who has none. */
  of(asked: StandingAsked): Promise<Standing | undefined> {
    const { userId, workspaceId = '', sessionId = '' } = asked;
    return this.reads.get(`${userId} ${workspaceId} ${sessionId}`, () =>
      this.database.withUser(userId, (tx) => this.repository.find(tx, asked)),
    );
  }

  /** Whether a person is still what they were when they came in: for connections that stay open. */
  async isUnchanged({ id, workspaceId, role, membershipVersion, sessionId }: Principal): Promise<boolean> {
    const standing = await this.of({ userId: id, workspaceId, sessionId });
    return standing?.role === role && standing.version === membershipVersion;
  }
}
