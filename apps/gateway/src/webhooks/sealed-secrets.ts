import { Injectable } from '@nestjs/common';
import { SecretBox } from '@raptor/platform';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity';
import type { WebhookSecrets } from './webhook-secrets';

/** The secrets of endpoints as they are stored: readable by the gateway alone, and each at its own endpoint alone. */
@Injectable()
export class SealedSecrets {
  constructor(private readonly box: SecretBox) {}

  seal(endpoint: Pick<WebhookEndpointEntity, 'workspaceId' | 'id'>, secrets: WebhookSecrets): string {
    return this.box.seal(placeOf(endpoint), JSON.stringify(secrets));
  }

  /** @throws SecretUnreadableError */
  open(endpoint: Pick<WebhookEndpointEntity, 'workspaceId' | 'id' | 'secret'>): WebhookSecrets {
    return JSON.parse(this.box.open(placeOf(endpoint), endpoint.secret)) as WebhookSecrets;
  }
}

const placeOf = ({ workspaceId, id }: Pick<WebhookEndpointEntity, 'workspaceId' | 'id'>) => ({
  workspaceId,
  purpose: `webhook ${id}`,
});
