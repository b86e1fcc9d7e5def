import { Body, Controller, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  DeadLetterDetailResponse,
  DeadLetterPage,
  DeadLetterResponse,
  DeadLettersQuery,
  DiscardDeadLetter,
  DiscardRequest,
  ListDeadLetters,
  ReadDeadLetter,
  RedriveDeadLetter,
  RedriveDeadLetters,
  RedriveMatchingRequest,
  RedriveMatchingResponse,
  RedriveRequest,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { ApiIds, Id } from '../api/params';
import { DeadLetters } from './dead-letters.service';

/** Messages about the workspace that could not be handled. */
@ApiTags('operations')
@Controller('ops/dead-letters')
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @ApiGet('', {
    id: 'listDeadLetters',
    summary: 'List dead letters, newest first',
    description: 'Those of a service that does not answer are left out, and the service is named in `unavailable`.',
    asks: ListDeadLetters,
    answers: DeadLetterPage,
  })
  list(@Query() query: DeadLettersQuery): Promise<DeadLetterPage> {
    return this.letters.list(query);
  }

  @ApiPost('redrive', {
    id: 'redriveDeadLetters',
    summary: 'Have all dead letters that a filter fits handled again',
    description: 'Open ones, 1,000 a service and request.',
    asks: RedriveDeadLetters,
    answers: RedriveMatchingResponse,
    status: 202,
  })
  redriveMatching(@Body() request: RedriveMatchingRequest): Promise<RedriveMatchingResponse> {
    return this.letters.redriveMatching(request);
  }

  @ApiGet(':id', {
    id: 'getDeadLetter',
    summary: 'Read a dead letter: what it says, and what happened to it',
    description: 'Secrets in its payload are left out.',
    asks: ReadDeadLetter,
    answers: DeadLetterDetailResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<DeadLetterDetailResponse> {
    return this.letters.read(id);
  }

  @ApiPost(':id/redrive', {
    id: 'redriveDeadLetter',
    summary: 'Have a dead letter handled again, once',
    description:
      'With another payload, where one is given; without a body it is handled as it came. What fails is open again, with its new failure.',
    asks: RedriveDeadLetter,
    answers: DeadLetterResponse,
    status: 202,
  })
  @ApiIds('id')
  @ApiBody({ type: RedriveRequest, required: false })
  redrive(@Id() id: string, @Body() request: RedriveRequest): Promise<DeadLetterResponse> {
    return this.letters.redrive(id, request);
  }

  @ApiPost(':id/discard', {
    id: 'discardDeadLetter',
    summary: 'Close a dead letter that nobody is to handle',
    asks: DiscardDeadLetter,
    answers: DeadLetterResponse,
    status: 200,
  })
  @ApiIds('id')
  discard(@Id() id: string, @Body() { reason }: DiscardRequest): Promise<DeadLetterResponse> {
    return this.letters.discard(id, reason);
  }
}
