import { Inject, Injectable } from '@nestjs/common';
import { invalid } from '@raptor/persistence';
import { SafeFetch, SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';

/** Where webhooks may go. */
@Injectable()
export class WebhookUrls {
  private readonly ownOrigins: readonly string[];

  constructor(
    @Inject(SERVICE_CONFIG) { egress }: GatewayConfig,
    private readonly safeFetch: SafeFetch,
  ) {
    this.ownOrigins = egress.origins;
  }

  /**
   * Says at once what would be refused at every try. What the name resolves to is judged with each try, and only then.
   * @throws AppError REQUEST_INVALID
   */
  check(url: string): void {
    const refusal = this.safeFetch.refusalOf(url);
    if (refusal) throw invalid('url', `cannot be called: ${refusal.reason}`);
    const { protocol, origin } = new URL(url);
    if (protocol !== 'https:' && !this.ownOrigins.includes(origin)) throw invalid('url', 'must be https');
  }
}
