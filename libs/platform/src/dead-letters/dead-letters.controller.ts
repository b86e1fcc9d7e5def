import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  DiscardDeadLetter,
  ListDeadLetters,
  ReadDeadLetter,
  RedriveDeadLetter,
  RedriveDeadLetters,
  type DeadLetterDetailResponse,
  type DeadLetterResponse,
  type RedrivenLetters,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { DeadLetters } from './dead-letters.service';

/** Every service answers for its own dead letters. */
@Controller()
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @OnQuery(ListDeadLetters)
  list(@Payload() asked: ListDeadLetters, @Ctx() context: RaptorBusContext): Promise<DeadLetterResponse[]> {
    return this.letters.list(context, asked);
  }

  @OnQuery(ReadDeadLetter)
  read(@Payload() { id }: ReadDeadLetter, @Ctx() context: RaptorBusContext): Promise<DeadLetterDetailResponse> {
    return this.letters.read(context, id);
  }

  @OnQuery(RedriveDeadLetter)
  redrive(@Payload() asked: RedriveDeadLetter, @Ctx() context: RaptorBusContext): Promise<DeadLetterResponse> {
    return this.letters.redrive(context, asked.id, asked.payload ?? undefined);
  }

  @OnQuery(DiscardDeadLetter)
  discard(@Payload() { id, reason }: DiscardDeadLetter, @Ctx() context: RaptorBusContext): Promise<DeadLetterResponse> {
    return this.letters.discard(context, id, reason);
  }

  @OnQuery(RedriveDeadLetters)
  redriveMatching(@Payload() asked: RedriveDeadLetters, @Ctx() context: RaptorBusContext): Promise<RedrivenLetters> {
    return this.letters.redriveMatching(context, asked);
  }
}
