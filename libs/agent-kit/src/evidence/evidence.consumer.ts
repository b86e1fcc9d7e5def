import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ReadEvidence, type EvidenceResponse } from '@raptor/contracts';
import { AppError, workspaceIn } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { EvidenceStore } from './evidence-store';
import { evidenceView } from './evidence-view';

/** Shows what agents of this service have looked at. */
@Controller()
export class EvidenceConsumer {
  constructor(private readonly evidence: EvidenceStore) {}

  @OnQuery(ReadEvidence)
  async read(@Payload() { id }: ReadEvidence, @Ctx() context: RaptorBusContext): Promise<EvidenceResponse> {
    const scope = { workspaceId: workspaceIn(context), actor: context.envelope.actor };
    const [item] = await this.evidence.find(scope, [id]);
    if (!item) throw new AppError('RESOURCE_NOT_FOUND', `No evidence ${id} in this workspace`);
    return evidenceView(item);
  }
}
