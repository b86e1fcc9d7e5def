import { Injectable } from '@nestjs/common';
import { SecretBox, SecretUnreadableError } from '@raptor/platform';
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

  /** @returns nothing for those that nobody can read any more: sealed with a key that is lost, or damaged. */
  openIfReadable(endpoint: Pick<WebhookEndpointEntity, 'workspaceId' | 'id' | 'secret'>): WebhookSecrets | undefined {
    try {
      return this.open(endpoint);
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }
}

const placeOf = ({ workspaceId, id }: Pick<WebhookEndpointEntity, 'workspaceId' | 'id'>) => ({
  workspaceId,
  purpose: `webhook ${id}`,
});
