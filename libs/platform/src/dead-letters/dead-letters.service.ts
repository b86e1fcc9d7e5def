import { Inject, Injectable } from '@nestjs/common';
import {
  AuditRecorded,
  type DeadLetterDetailResponse,
  type DeadLetterResponse,
  type ListDeadLetters,
  type RedriveDeadLetters,
  type RedrivenLetters,
} from '@raptor/contracts';
import {
  Inbox,
  MessageInvalidError,
  Outbox,
  SealBrokenError,
  type Letter,
  type LetterFilter,
  type PostgresDeadLetters,
  type RaptorBusContext,
  type SqlTransaction,
} from '@raptor/raptor-bus';
import { BusStorage } from '../bus/bus-storage';
import { workspaceIn } from '../bus/workspace-in';
import type { PlatformConfig } from '../config/platform.config';
import { AppError } from '../errors/app-error';
import { SERVICE_CONFIG } from '../platform.tokens';
import { deadLetterDetail, deadLetterResponse } from './dead-letter.mapper';

/**
 * The dead letters of this service as admins see them. No row level security keeps these rows apart: each statement names the workspace of the
 * envelope, and what is another's is not there.
 */
@Injectable()
export class DeadLetters {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: PlatformConfig,
    private readonly storage: BusStorage,
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
  ) {}

  async list(context: RaptorBusContext, asked: ListDeadLetters): Promise<DeadLetterResponse[]> {
    const { state, limit, after } = asked;
    const found = await this.letters.list({
      ...filterOf(context, asked),
      limit,
      ...(state && { state }),
      ...(after && { after }),
    });
    return found.map((letter) => deadLetterResponse(this.config.service, letter));
  }

  async read(context: RaptorBusContext, id: string): Promise<DeadLetterDetailResponse> {
    const { letters } = this;
    const letter = ofWorkspace(context, id, await letters.get(id));
    const edited = letter.edited === null ? undefined : letters.messageIn(letter, letter.edited);
    return deadLetterDetail(this.config.service, letter, letters.messageIn(letter, letter.raw), edited);
  }

  /** @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS, REQUEST_INVALID */
  redrive(context: RaptorBusContext, id: string, payload: object | undefined): Promise<DeadLetterResponse> {
    const by = context.envelope.actor;
    const did = payload ? 'dead_letter.edited' : 'dead_letter.redriven';
    return this.once(context, async (tx) => {
      const before = ofWorkspace(context, id, await this.letters.getIn(tx, id));
      const isQueued = payload
        ? await this.letters.redriveEditedIn(tx, id, payload, { by }).catch(named)
        : (await this.letters.redriveIn(tx, id, { by })).queued > 0;
      return this.changed(tx, context, before, { isDone: isQueued, did });
    });
  }

  /** @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS */
  discard(context: RaptorBusContext, id: string, reason: string): Promise<DeadLetterResponse> {
    const by = context.envelope.actor;
    return this.once(context, async (tx) => {
      const before = ofWorkspace(context, id, await this.letters.getIn(tx, id));
      const isDone = await this.letters.discardIn(tx, id, { by, reason });
      return this.changed(tx, context, before, { isDone, did: 'dead_letter.discarded' });
    });
  }

  redriveMatching(context: RaptorBusContext, asked: RedriveDeadLetters): Promise<RedrivenLetters> {
    const { service } = this.config;
    return this.once(context, async (tx) => {
      const { queued, hasMore } = await this.letters.redriveIn(tx, filterOf(context, asked), {
        by: context.envelope.actor,
      });
      if (queued > 0) await this.audit(tx, 'dead_letters.redriven', service, { service, queued });
      return { queued, has_more: hasMore };
    });
  }

  private get letters(): PostgresDeadLetters {
    const { deadLetters } = this.storage;
    if (deadLetters) return deadLetters;
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      `${this.config.service} keeps its dead letters where they cannot be listed`,
    );
  }

  /** In one transaction with the note that it was done, so that the same request is answered alike. */
  private async once<Answer>(
    context: RaptorBusContext,
    work: (tx: SqlTransaction) => Promise<Answer>,
  ): Promise<Answer> {
    const { letters } = this;
    const answer = await letters.database.transaction((tx) => this.inbox.once(tx, context, () => work(tx)));
    letters.wake();
    return answer;
  }

  private async changed(
    tx: SqlTransaction,
    context: RaptorBusContext,
    before: Letter,
    { isDone, did }: { readonly isDone: boolean; readonly did: string },
  ): Promise<DeadLetterResponse> {
    const { service } = this.config;
    if (!isDone)
      throw new AppError('STATE_FORBIDS', `The dead letter is ${before.state}, or is being handled right now`);
    await this.audit(tx, did, before.id, { service, name: before.name });
    return deadLetterResponse(service, ofWorkspace(context, before.id, await this.letters.getIn(tx, before.id)));
  }

  private async audit(
    tx: SqlTransaction,
    action: string,
    subjectId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const fact = { action, subjectType: 'dead_letter', subjectId, detail };
    await this.outbox.send(tx, Object.assign(new AuditRecorded(), fact));
  }
}

const filterOf = (
  context: RaptorBusContext,
  { reason, name, since, until }: RedriveDeadLetters,
): LetterFilter & { readonly workspaceId: string } => ({
  workspaceId: workspaceIn(context),
  ...(reason && { reason }),
  ...(name && { name }),
  ...(since && { since: new Date(since) }),
  ...(until && { until: new Date(until) }),
});

/** @throws AppError RESOURCE_NOT_FOUND, the same for what is not there and for what is another's. */
function ofWorkspace(context: RaptorBusContext, id: string, letter: Letter | undefined): Letter {
  if (letter?.workspaceId === workspaceIn(context)) return letter;
  throw new AppError('RESOURCE_NOT_FOUND', `No dead letter ${id} in this workspace`);
}

/** What is wrong with a payload, as whoever has edited it can mend it. */
function named(error: unknown): never {
  if (error instanceof SealBrokenError)
    throw new AppError('STATE_FORBIDS', 'Nobody of this fleet has written it: it can only be discarded', {
      cause: error,
    });
  if (!(error instanceof MessageInvalidError)) throw error;
  const errors = error.problems.map((message) => ({ field: 'payload', message }));
  throw new AppError('REQUEST_INVALID', error.message, { cause: error, details: { errors } });
}
