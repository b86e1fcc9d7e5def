import { Injectable } from '@nestjs/common';
import type {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  CreatedWebhookResponse,
  RotatedSecretResponse,
  WebhookPage,
  WebhookResponse,
} from '@raptor/contracts';
import { Database, invalid, workspaceOf, type PageRequest, type Transaction } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { Changes, type Audited } from '../api/changes';
import { LIVE_TYPES } from '../live/live-events';
import { SealedSecrets } from './sealed-secrets';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';
import { newSecrets, rotated, type WebhookSecrets } from './webhook-secrets';
import { WebhookUrls } from './webhook-urls';
import { webhookView } from './webhook-view.mapper';

/** Of one workspace: each event goes to all of them. */
const MOST_ENDPOINTS = 20;

/** Which addresses the workspace of the token wants its events sent to. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly database: Database,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly secrets: SealedSecrets,
    private readonly urls: WebhookUrls,
    private readonly changes: Changes,
  ) {}

  async list(request: PageRequest): Promise<WebhookPage> {
    const page = await this.read((tx) => this.endpoints.list(tx, request));
    return { items: page.items.map(webhookView), next_cursor: page.nextCursor };
  }

  async get(id: string): Promise<WebhookResponse> {
    return webhookView(await this.read((tx) => this.endpoints.get(tx, id)));
  }

  /** @throws AppError REQUEST_INVALID, STATE_FORBIDS */
  create({ url, event_types: eventTypes }: CreateWebhookRequest): Promise<CreatedWebhookResponse> {
    this.urls.check(url);
    refuseUnknown(eventTypes);
    return this.changes.run(async (tx) => {
      if ((await this.endpoints.count(tx)) >= MOST_ENDPOINTS)
        throw new AppError('STATE_FORBIDS', `There are ${MOST_ENDPOINTS} webhooks already: delete one first`);
      const id = uuidv7();
      const secrets = newSecrets();
      const secret = this.secrets.seal({ workspaceId: workspaceOf(tx), id }, secrets);
      await this.endpoints.insert(tx, { id, url, eventTypes, secret });
      const answer = { ...webhookView(await this.endpoints.get(tx, id)), secret: secrets.current };
      return { answer, audited: audited('created', id, { event_types: eventTypes }) };
    });
  }

  /** @throws AppError REQUEST_INVALID, RESOURCE_NOT_FOUND, VERSION_CHANGED */
  change(id: string, request: ChangeWebhookRequest, seen?: number): Promise<WebhookResponse> {
    const changes = this.changesOf(request);
    return this.changes.run(async (tx) => {
      const before = await this.endpoints.get(tx, id);
      if (Object.keys(changes).length === 0 && (seen ?? before.version) === before.version)
        return { answer: webhookView(before) };
      await this.endpoints.update(tx, id, changes, seen);
      const answer = webhookView(await this.endpoints.get(tx, id));
      return { answer, audited: audited('changed', id, { changed: Object.keys(request) }) };
    });
  }

  /** With it goes the log of its deliveries; what is on its way is not sent any more. @throws AppError RESOURCE_NOT_FOUND */
  async delete(id: string): Promise<void> {
    await this.changes.run(async (tx) => {
      await this.endpoints.get(tx, id);
      await this.endpoints.remove(tx, id);
      return { answer: undefined, audited: audited('deleted', id) };
    });
  }

  /**
   * A new secret needs no old one: where that cannot be read any more, nothing is signed with it from now on.
   * @throws AppError RESOURCE_NOT_FOUND, VERSION_CHANGED
   */
  rotate(id: string): Promise<RotatedSecretResponse> {
    return this.changes.run(async (tx) => {
      const endpoint = await this.endpoints.get(tx, id);
      const now = Date.now();
      const before = this.secrets.openIfReadable(endpoint);
      const next: WebhookSecrets = before ? rotated(before, now) : newSecrets();
      await this.endpoints.update(tx, id, { secret: this.secrets.seal(endpoint, next) }, endpoint.version);
      const until = next.previous?.until ?? new Date(now).toISOString();
      const detail = before ? {} : { previous: 'unreadable' };
      return {
        answer: { secret: next.current, previous_until: until },
        audited: audited('secret_rotated', id, detail),
      };
    });
  }

  private changesOf(request: ChangeWebhookRequest): Partial<WebhookEndpointEntity> {
    const { url, event_types: eventTypes, state } = request;
    if (url) this.urls.check(url);
    if (eventTypes) refuseUnknown(eventTypes);
    return {
      ...(url && { url }),
      ...(eventTypes && { eventTypes }),
      ...(state && { state, disabledNote: null }),
      ...(state === 'active' && { failureCount: 0 }),
    };
  }

  private read<T>(look: (tx: Transaction) => Promise<T>): Promise<T> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!workspaceId || !actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    return this.database.withTenant(workspaceId, actor, look);
  }
}

function refuseUnknown(eventTypes: readonly string[]): void {
  const unknown = eventTypes.find((type) => !LIVE_TYPES.includes(type));
  if (unknown) throw invalid('event_types', `has ${unknown}; there are ${LIVE_TYPES.join(', ')}`);
}

const audited = (deed: string, id: string, detail: Record<string, unknown> = {}): Audited => ({
  action: `webhook.${deed}`,
  subjectType: 'webhook',
  subjectId: id,
  detail,
});
