import { Injectable } from '@nestjs/common';
import {
  DiscardDeadLetter,
  ListDeadLetters,
  ReadDeadLetter,
  RedriveDeadLetter,
  RedriveDeadLetters,
  SERVICE_KEYS,
  type DeadLetterDetailResponse,
  type DeadLetterPage,
  type DeadLetterResponse,
  type DeadLettersQuery,
  type RedriveMatchingRequest,
  type RedriveMatchingResponse,
  type RedriveRequest,
  type RedrivenLetters,
  type ServiceKey,
} from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { answersOf, knownAnswerOf, Services, unavailableAmong } from '../fleet/services';
import { lastIdIn, lettersCursor } from './letters-cursor';

const USUAL = 20;

/** The dead letters of the workspace, of all services together. Each service keeps its own, so each is asked. */
@Injectable()
export class DeadLetters {
  constructor(private readonly services: Services) {}

  async list({ service, cursor, limit = USUAL, state = 'open', ...filter }: DeadLettersQuery): Promise<DeadLetterPage> {
    const after = cursor === undefined ? {} : { after: lastIdIn(cursor) };
    const question = { ...filter, ...after, state, limit: limit + 1 };
    const asked = await this.services.askEach<DeadLetterResponse[]>(those(service), ListDeadLetters, question);
    const newestFirst = [...answersOf(asked).values()].flat().sort((one, other) => (one.id < other.id ? 1 : -1));
    const items = newestFirst.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next_cursor: last && newestFirst.length > limit ? lettersCursor(last.id) : null,
      unavailable: unavailableAmong(asked),
    };
  }

  async read(id: string): Promise<DeadLetterDetailResponse> {
    return knownAnswerOf(await this.services.askEach<DeadLetterDetailResponse>(SERVICE_KEYS, ReadDeadLetter, { id }));
  }

  async redrive(id: string, { payload }: RedriveRequest): Promise<DeadLetterResponse> {
    const question = { id, ...(payload && { payload }) };
    return knownAnswerOf(await this.services.askEach<DeadLetterResponse>(SERVICE_KEYS, RedriveDeadLetter, question));
  }

  async discard(id: string, reason: string): Promise<DeadLetterResponse> {
    const question = { id, reason };
    return knownAnswerOf(await this.services.askEach<DeadLetterResponse>(SERVICE_KEYS, DiscardDeadLetter, question));
  }

  async redriveMatching({ filter: { service, ...filter } }: RedriveMatchingRequest): Promise<RedriveMatchingResponse> {
    if (service === undefined && Object.values(filter).every((value) => value === undefined)) throw saysNothing();
    const asked = await this.services.askEach<RedrivenLetters>(those(service), RedriveDeadLetters, filter);
    const services = [...answersOf(asked)].map(([each, answer]) => ({ service: each, ...answer }));
    return {
      queued: services.reduce((sum, { queued }) => sum + queued, 0),
      has_more: services.some(({ has_more: hasMore }) => hasMore),
      services,
      unavailable: unavailableAmong(asked),
    };
  }
}

const those = (service: ServiceKey | undefined): readonly ServiceKey[] => (service ? [service] : SERVICE_KEYS);

function saysNothing(): AppError {
  const message = 'must say something: one that says nothing is about every dead letter there is';
  return new AppError('REQUEST_INVALID', `filter ${message}`, { details: { errors: [{ field: 'filter', message }] } });
}
