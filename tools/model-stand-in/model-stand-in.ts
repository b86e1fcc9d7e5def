import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicAsked, anthropicError, anthropicEvents, anthropicMessage } from './anthropic';
import { Batches } from './batches';
import { type Fault, FaultPlan, isFaultKind } from './faults';
import { embedding, geminiAsked, geminiError, geminiEvents, geminiResponse } from './gemini';
import { Meter, type Metered, type MeteredCall, tokensOf } from './meter';
import { refusal } from './refusals';
import { type Fields, bodyOf, fieldsOf, headerOf, joined, listOf } from './request-body';
import { send } from './wire';
import { type Asked, PromptCache, type Provider, type Work, work } from './work';

export interface Wish {
  /** Replaces those before; none: all goes well. */
  readonly faults?: readonly Fault[];
  /** Follows instructions that it finds in data. */
  readonly obedient?: boolean;
  /** Thinks that long before each answer. */
  readonly thinkingTokens?: number;
  /** Waits that long before each answer. */
  readonly latencyMs?: number;
}

/** A request as it came, for who wants to see what is sent. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Fields;
}

export interface ModelStandInOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** From so many tokens on, a prompt is kept in the cache. Default 1,024, as at the vendors. */
  readonly cacheFromTokens?: number;
  /** How long a batch takes. Default 50. */
  readonly batchMs?: number;
}

/** A server that speaks as Anthropic and Gemini do, and writes its answers from what it is asked. Keeps no account, asks for no real key. */
export class ModelStandIn {
  private readonly meter = new Meter();
  private readonly sockets = new Set<import('node:net').Socket>();
  private readonly batches: Batches;
  private cache: PromptCache;
  private wish: Wish = {};
  private plan = new FaultPlan();
  private server: Server | undefined;
  private port: number;
  /** Every request since the last reset, those that failed too. */
  readonly requests: SeenRequest[] = [];

  private constructor(private readonly options: ModelStandInOptions) {
    this.port = options.port ?? 0;
    this.cache = new PromptCache(options.cacheFromTokens);
    this.batches = new Batches(options.batchMs ?? 50, (asked) => this.workOn(asked, undefined, 'batch'));
  }

  static async start(options: ModelStandInOptions = {}): Promise<ModelStandIn> {
    const standIn = new ModelStandIn(options);
    await standIn.open();
    return standIn;
  }

  /** Base URL for either vendor's client. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What services read to speak to it. */
  get environment(): Record<string, string> {
    return {
      ANTHROPIC_API_KEY: 'stand-in',
      ANTHROPIC_BASE_URL: this.url,
      GEMINI_API_KEY: 'stand-in',
      GEMINI_BASE_URL: this.url,
    };
  }

  /** Replaces what it was told before. */
  tell(wish: Wish): void {
    this.wish = wish;
    this.plan = new FaultPlan(wish.faults);
  }

  /** True usage by model, whatever the answers claimed. */
  metered(): Record<string, Metered> {
    return this.meter.byModel();
  }

  /** The same call by call. */
  meteredCalls(): readonly MeteredCall[] {
    return this.meter.calls;
  }

  /** Forgets requests, usage, caches and wishes. */
  reset(): void {
    this.meter.reset();
    this.requests.length = 0;
    this.cache = new PromptCache(this.options.cacheFromTokens);
    this.tell({});
  }

  /** From now on connections are refused. */
  async refuse(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Answers again, at the same address. */
  async open(): Promise<void> {
    if (this.server) return;
    const server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        if (!response.headersSent) reply(response, 500, { error: String(error) });
        else response.destroy();
      });
    });
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async close(): Promise<void> {
    await this.refuse();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const body = await bodyOf(request);
    if (path === '/meter') return reply(response, 200, { models: this.metered() });
    if (path === '/faults' && method === 'PUT') return this.told(response, body);
    this.requests.push({ method, path, headers: request.headers, body });

    const key = headerOf(request, 'idempotency-key');
    if (path.startsWith('/v1/messages/batches')) return this.batches.serve(method, path, body, this.url, response);
    if (path === '/v1/messages') {
      if (!headerOf(request, 'authorization')) return reply(response, 401, anthropicError(401, 'no key'));
      const isStreamed = body.stream === true;
      return this.answer(
        response,
        anthropicAsked(body, key),
        'anthropic',
        (asked, done, fault) =>
          isStreamed ? anthropicEvents(asked, done, fault) : [JSON.stringify(anthropicMessage(asked, done))],
        isStreamed,
      );
    }
    const [, model, task] = /^\/v1(?:beta)?\/models\/([^/:]+):(\w+)$/.exec(path) ?? [];
    if (model === undefined) return reply(response, 404, geminiError(404, `Nothing at ${path}`));
    if (!headerOf(request, 'x-goog-api-key')) return reply(response, 403, geminiError(403, 'no key'));
    if (task === 'embedContent' || task === 'batchEmbedContents') return this.embed(response, model, body, key);
    const isStreamed = task === 'streamGenerateContent' && searchParams.get('alt') === 'sse';
    return this.answer(
      response,
      geminiAsked(decodeURIComponent(model), body, key),
      'gemini',
      (asked, done, fault) =>
        isStreamed ? geminiEvents(asked, done, fault) : [JSON.stringify(geminiResponse(asked, done))],
      isStreamed,
    );
  }

  private async answer(
    response: ServerResponse,
    asked: Asked | string,
    provider: Provider,
    render: (asked: Asked, done: Work, fault: Fault | undefined) => string[],
    isStreamed: boolean,
  ): Promise<void> {
    if (typeof asked === 'string')
      return reply(response, 400, provider === 'anthropic' ? anthropicError(400, asked) : geminiError(400, asked));
    const fault = this.plan.strike(asked.model);
    if (this.wish.latencyMs) await new Promise((resolve) => setTimeout(resolve, this.wish.latencyMs));
    const refused = fault && refusal(fault, provider);
    if (refused) return reply(response, refused.status, refused.body, refused.headers);
    if (fault?.kind === 'hang up') return void response.socket?.destroy();
    const done = this.workOn(asked, fault, 'inline');
    if (fault?.kind === 'silence') return;
    response.writeHead(200, { 'content-type': isStreamed ? 'text/event-stream' : 'application/json' });
    return send(response, render(asked, done, fault), fault);
  }

  private workOn(asked: Asked, fault: Fault | undefined, lane: 'inline' | 'batch'): Work {
    const { obedient = false, thinkingTokens = 0 } = this.wish;
    const done = work(asked, { obedient, thinkingTokens }, this.cache, fault);
    const { freshTokens, cachedTokens, cacheWriteTokens, outputTokens } = done.usage;
    this.meter.add({
      key: asked.key,
      model: asked.model,
      lane,
      inputTokens: freshTokens + cachedTokens + cacheWriteTokens,
      cachedTokens,
      cacheWriteTokens,
      outputTokens,
      thinkingTokens: done.usage.thinkingTokens,
    });
    return done;
  }

  private embed(response: ServerResponse, model: string, body: Fields, key: string | undefined): void {
    const fault = this.plan.strike(model);
    const refused = fault && refusal(fault, 'gemini');
    if (refused) return reply(response, refused.status, refused.body, refused.headers);
    const isBatch = Array.isArray(body.requests);
    const requests = isBatch ? listOf(body.requests) : [body];
    const texts = requests.map(({ content }) => joined(fieldsOf(content).parts));
    const inputTokens = texts.reduce((sum, text) => sum + tokensOf(text), 0);
    const none = { cachedTokens: 0, cacheWriteTokens: 0, outputTokens: 0, thinkingTokens: 0 };
    this.meter.add({ key, model, lane: 'inline', inputTokens, ...none });
    const embeddings = requests.map(({ outputDimensionality: size }, index) => ({
      values: embedding(texts[index] ?? '', typeof size === 'number' ? size : 3_072),
    }));
    return reply(response, 200, isBatch ? { embeddings } : { embedding: embeddings[0] });
  }

  private told(response: ServerResponse, body: Fields): void {
    const faults = listOf(body.faults);
    const unknown = faults.find(({ kind }) => !isFaultKind(kind));
    if (unknown) return reply(response, 400, { error: `No fault is called ${JSON.stringify(unknown.kind)}` });
    // Checked just now where it could do harm; the rest is numbers that strike or do not.
    this.tell(body as Wish);
    return reply(response, 200, { faults: faults.length });
  }
}

export function reply(
  response: ServerResponse,
  status: number,
  body: Fields,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Starts a stand-in for both vendors. */
export const modelStandIn = (options?: ModelStandInOptions): Promise<ModelStandIn> => ModelStandIn.start(options);
