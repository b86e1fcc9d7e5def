import { randomUUID } from 'node:crypto';
import { createApi } from '@raptor/api-client';
import type { RunFile } from '../../tools/launcher/run-file';
import type { Asking } from './load';

const CAMPAIGNS = 100;

/** A campaign as somebody would write it down. */
const body = (): string =>
  JSON.stringify({
    name: `Spring ${randomUUID()}`,
    objective_type: 'awareness',
    objective_metric: 'sign-ups',
    target_value: 500,
    channels: ['email', 'linkedin'],
    media_budget_micro_usd: 250_000_000,
    start_date: '2027-03-01',
    end_date: '2027-04-30',
  });

/** Whoever has a token: what they ask of the API. */
export class Customer {
  constructor(
    private readonly token: string,
    private readonly campaigns: readonly string[],
  ) {}

  /** Of the demo workspace, with a hundred campaigns to read. */
  static async of({ gatewayUrl, demo: { email, password } }: RunFile): Promise<Customer> {
    const { access_token: token } = await createApi({ baseUrl: gatewayUrl }).auth.login({ email, password });
    const api = createApi({ baseUrl: gatewayUrl, token: () => token });
    const ids: string[] = [];
    for (let number = 0; number < CAMPAIGNS; number += 1)
      ids.push(
        (await api.campaigns.createCampaign({ name: `Autumn ${randomUUID()}`, objective_type: 'awareness' })).id,
      );
    return new Customer(token, ids);
  }

  /** Of another service: over the bus and through row level security. */
  readonly read: Asking = (number) => this.get(`campaigns/${this.campaign(number)}`);

  /** Commits, and leaves what is to be told about it with the change. The key makes it one effect, however often it comes. */
  readonly create: Asking = () => ({
    method: 'POST',
    path: '/api/v1/campaigns',
    headers: { ...this.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: body(),
  });

  private readonly rename: Asking = (number) => ({
    method: 'PATCH',
    path: `/api/v1/campaigns/${this.campaign(number)}`,
    headers: { ...this.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Autumn, again ${randomUUID()}` }),
  });

  /** Twenty requests of an hour of work: sixteen that read, four that write. */
  private readonly hour: readonly Asking[] = [
    this.read,
    () => this.get('campaigns?limit=20'),
    this.read,
    this.create,
    () => this.get('auth/me'),
    this.read,
    () => this.get('notifications?limit=20'),
    this.rename,
    this.read,
    () => this.get('workspaces'),
    this.read,
    () => this.get('agents/registry'),
    this.create,
    this.read,
    () => this.get('cohorts?limit=20'),
    () => this.get('budget'),
    this.read,
    () => this.get('approvals?limit=20'),
    this.rename,
    this.read,
  ];

  readonly work: Asking = (number) => (this.hour[number % this.hour.length] ?? this.read)(number);

  private get(path: string): ReturnType<Asking> {
    return { method: 'GET', path: `/api/v1/${path}`, headers: this.headers };
  }

  private get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  private campaign(number: number): string {
    return this.campaigns[number % this.campaigns.length] ?? '';
  }
}
