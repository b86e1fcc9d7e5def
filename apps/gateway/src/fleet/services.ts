import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ERROR_CODES, type MessageClass, type ServiceKey } from '@raptor/contracts';
import { AppError, asAppError, currentContext } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { OWNER_DEADLINE_MS } from '../api/owners';
import { FleetRegistry } from './fleet-registry';

/** What a service said: its answer, why it does not give one, or nothing. */
export type Asked<Answer> =
  | { readonly service: ServiceKey; readonly outcome: 'answered'; readonly answer: Answer }
  | { readonly service: ServiceKey; readonly outcome: 'refused'; readonly error: AppError }
  | { readonly service: ServiceKey; readonly outcome: 'away' };

/** Asks services for what is in several of them: side by side, and none waits for another. */
@Injectable()
export class Services {
  constructor(
    private readonly bus: RaptorBus,
    private readonly fleet: FleetRegistry,
  ) {}

  /** @throws AppError what the service said, or SERVICE_UNAVAILABLE when it says nothing within two seconds. */
  ask<Answer>(service: ServiceKey, operation: MessageClass, payload: object = {}): Promise<Answer> {
    const dedupId = currentContext()?.dedupId;
    return this.bus.ask<Answer>(Object.assign(new operation(), payload), {
      to: service,
      deadline: Date.now() + OWNER_DEADLINE_MS,
      ...(dedupId !== undefined && { dedupId: idFor(dedupId, operation) }),
    });
  }

  /** A service of which it is known that nobody is there is away at once: whoever asks for a part of a whole need not wait for it. */
  askEach<Answer>(
    services: readonly ServiceKey[],
    operation: MessageClass,
    payload: object = {},
  ): Promise<Asked<Answer>[]> {
    return Promise.all(
      services.map(async (service): Promise<Asked<Answer>> => {
        if (this.fleet.isGone(service)) return { service, outcome: 'away' };
        try {
          return { service, outcome: 'answered', answer: await this.ask<Answer>(service, operation, payload) };
        } catch (error) {
          return outcomeOf(service, error);
        }
      }),
    );
  }
}

/** Those that said nothing, for whoever reads what is left. */
export const unavailableAmong = (asked: readonly Asked<unknown>[]): ServiceKey[] =>
  asked.flatMap(({ service, outcome }) => (outcome === 'away' ? [service] : []));

/**
 * What each service answered.
 * @throws AppError what one of them refused with; SERVICE_UNAVAILABLE when none says anything.
 */
export function answersOf<Answer>(asked: readonly Asked<Answer>[]): Map<ServiceKey, Answer> {
  const answers = new Map<ServiceKey, Answer>();
  for (const each of asked) {
    if (each.outcome === 'refused') throw each.error;
    if (each.outcome === 'answered') answers.set(each.service, each.answer);
  }
  if (answers.size === 0 && asked.length > 0) throw nobodyThere(unavailableAmong(asked));
  return answers;
}

/**
 * The answer of whoever knows a thing that is in one service only.
 * @throws AppError what one of them refused with; SERVICE_UNAVAILABLE when it may be with one that says nothing; else RESOURCE_NOT_FOUND.
 */
export function knownAnswerOf<Answer>(asked: readonly Asked<Answer>[]): Answer {
  for (const each of asked) if (each.outcome === 'answered') return each.answer;
  const refusals = asked.flatMap((each) => (each.outcome === 'refused' ? [each.error] : []));
  const other = refusals.find((error) => !isNotFound(error));
  if (other) throw other;
  const away = unavailableAmong(asked);
  if (away.length > 0) throw nobodyThere(away);
  throw refusals[0] ?? new AppError('RESOURCE_NOT_FOUND', 'No service knows of it');
}

export const isNotFound = (error: unknown): boolean => AppError.is(error, 'RESOURCE_NOT_FOUND');

/** One that is at an older version and does not know the question yet is as good as away. */
function outcomeOf<Answer>(service: ServiceKey, error: unknown): Asked<Answer> {
  const known = asAppError(error);
  if (!known) throw error;
  const isAway = ERROR_CODES[known.code].status >= 500 || known.code === 'MESSAGE_INVALID';
  return isAway ? { service, outcome: 'away' } : { service, outcome: 'refused', error: known };
}

const nobodyThere = (services: readonly ServiceKey[]): AppError =>
  new AppError('SERVICE_UNAVAILABLE', `These services do not answer: ${services.join(', ')}`, {
    retryAfterSeconds: 2,
    details: { services },
  });

/** One request may ask more than one thing. */
const idFor = (dedupId: string, operation: MessageClass): string =>
  createHash('sha256').update(`${dedupId}\n${operation.name}`).digest('hex');
