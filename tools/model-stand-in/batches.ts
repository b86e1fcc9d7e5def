import type { ServerResponse } from 'node:http';
import { anthropicAsked, anthropicError, anthropicMessage } from './anthropic';
import { type Fields, fieldsOf, listOf, textOf } from './request-body';
import type { Asked, Work } from './work';

interface Batch {
  readonly id: string;
  readonly createdAt: number;
  readonly requests: readonly Fields[];
  isCancelled: boolean;
  /** One JSON text a line, once it has ended. */
  results: string | undefined;
}

/** Anthropic's Message Batches: create, look, fetch, cancel. A batch is worked on when somebody looks after its time. */
export class Batches {
  private readonly all = new Map<string, Batch>();

  constructor(
    private readonly takesMs: number,
    private readonly work: (asked: Asked) => Work,
  ) {}

  serve(method: string, path: string, body: Fields, origin: string, response: ServerResponse): void {
    const [, id, task] = /^\/v1\/messages\/batches(?:\/([\w-]+))?(?:\/(results|cancel))?$/.exec(path) ?? [];
    if (method === 'POST' && id === undefined) return json(response, 200, this.view(this.create(body), origin));
    const batch = this.all.get(id ?? '');
    if (!batch) return json(response, 404, anthropicError(404, `No batch ${id ?? ''}`));
    if (task === 'cancel') {
      batch.isCancelled = true;
      return json(response, 200, this.view(batch, origin));
    }
    this.proceed(batch);
    if (task !== 'results') return json(response, 200, this.view(batch, origin));
    if (batch.results === undefined) return json(response, 400, anthropicError(400, 'The batch has not ended'));
    response.writeHead(200, { 'content-type': 'application/x-jsonl' });
    response.end(batch.results);
  }

  private create(body: Fields): Batch {
    const id = `msgbatch_${String(this.all.size + 1).padStart(24, '0')}`;
    const requests = listOf(body.requests);
    const batch: Batch = { id, createdAt: Date.now(), requests, isCancelled: false, results: undefined };
    this.all.set(id, batch);
    return batch;
  }

  private proceed(batch: Batch): void {
    if (batch.results !== undefined || Date.now() - batch.createdAt < this.takesMs) return;
    const lines = batch.requests.map(({ custom_id: key, params }) => {
      const result = batch.isCancelled ? { type: 'canceled' } : this.resultOf(fieldsOf(params), textOf(key));
      return JSON.stringify({ custom_id: key, result });
    });
    batch.results = `${lines.join('\n')}\n`;
  }

  private resultOf(params: Fields, key: string): Fields {
    const asked = anthropicAsked(params, key);
    if (typeof asked === 'string') return { type: 'errored', error: anthropicError(400, asked) };
    return { type: 'succeeded', message: anthropicMessage(asked, this.work(asked), 'batch') };
  }

  private view({ id, createdAt, requests, results }: Batch, origin: string): Fields {
    const hasEnded = results !== undefined;
    const done = hasEnded ? requests.length : 0;
    return {
      id,
      type: 'message_batch',
      processing_status: hasEnded ? 'ended' : 'in_progress',
      request_counts: { processing: requests.length - done, succeeded: done, errored: 0, canceled: 0, expired: 0 },
      created_at: new Date(createdAt).toISOString(),
      expires_at: new Date(createdAt + 86_400_000).toISOString(),
      ended_at: hasEnded ? new Date().toISOString() : null,
      results_url: hasEnded ? `${origin}/v1/messages/batches/${id}/results` : null,
    };
  }
}

function json(response: ServerResponse, status: number, body: Fields): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
