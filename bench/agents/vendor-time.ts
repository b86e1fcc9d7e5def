import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface RequestMessage {
  readonly request: { readonly origin?: string | URL | null };
}

const [CREATED, ENDED, FAILED] = ['undici:request:create', 'undici:request:trailers', 'undici:request:error'] as const;

/** How long this process has waited for answers from one origin, from the request's first moment to the answer's last byte; undici says so itself. */
export class VendorTime {
  private readonly open = new Map<object, number>();
  private sumMs = 0;

  constructor(private readonly origin: string) {
    subscribe(CREATED, this.begin);
    subscribe(ENDED, this.end);
    subscribe(FAILED, this.end);
  }

  /** Milliseconds since the last time it was taken. */
  take(): number {
    const taken = this.sumMs;
    this.sumMs = 0;
    return taken;
  }

  stop(): void {
    unsubscribe(CREATED, this.begin);
    unsubscribe(ENDED, this.end);
    unsubscribe(FAILED, this.end);
  }

  private readonly begin = (message: unknown): void => {
    const { request } = message as RequestMessage;
    if (request.origin && new URL(request.origin).origin === this.origin) this.open.set(request, performance.now());
  };

  private readonly end = (message: unknown): void => {
    const { request } = message as RequestMessage;
    const began = this.open.get(request);
    if (began === undefined) return;
    this.open.delete(request);
    this.sumMs += performance.now() - began;
  };
}
