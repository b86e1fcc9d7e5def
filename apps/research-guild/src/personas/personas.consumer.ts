import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import { ListPersonas, type PersonaResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import type { PersonaEntity } from './persona.entity';
import { PersonasRepository } from './personas.repository';

@Controller()
export class PersonasConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly personas: PersonasRepository,
  ) {}

  @OnQuery(ListPersonas)
  list(@Payload() asked: ListPersonas, @Ctx() context: RaptorBusContext): Promise<PageAnswer<PersonaResponse>> {
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.personas.list(tx, request), personaResponse),
    );
  }
}

const personaResponse = (row: PersonaEntity): PersonaResponse => ({
  id: row.id,
  name: row.name,
  narrative: row.narrative,
  pains: row.pains.map(({ text, frequency, intensity }) => ({ text, frequency, intensity })),
  motivations: row.motivations,
  quotes: row.quotes.map(({ text, evidenceId }) => ({ text, evidence_id: evidenceId })),
  buying_group: row.buyingGroup.map(({ role, influence }) => ({ role, influence })),
  source_ids: row.sourceIds,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
