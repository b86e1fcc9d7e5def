import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiGet } from '../api/operation';
import type { GatewayConfig } from '../gateway.config';
import { LiveTickets } from '../identity/live-tickets';
import { LIVE_GROUPS } from './live-events';
import type { LiveSocket } from './live-socket';
import { LiveSockets } from './live-sockets';
import { LIVE_PROTOCOL, LiveUpgrades, type WebSocket } from './live-upgrades';
import { LiveQuery, TICKET_CHARACTERS } from './live.query';

const DESCRIPTION = `A WebSocket (RFC 6455). Get a ticket from \`POST /api/v1/auth/ws-ticket\` and open
\`wss://<host>/api/v1/live?ticket=<ticket>\` at once; or name the protocols \`${LIVE_PROTOCOL}\` and \`ticket.<ticket>\`.

Say \`{"subscribe": ["campaigns", "agents"]}\`; the groups are ${Object.keys(LIVE_GROUPS).join(', ')}. You hear \`{epoch, seq, prev, type, at, id, data}\`.
Keep \`epoch\` and \`seq\` of every message that has them; if its \`prev\` is not the \`seq\` kept, connect anew. After a reconnect say
\`{"subscribe": [...], "epoch": ..., "last_seq": ...}\`: you hear exactly what you missed, or \`snapshot_required\`.

Closed with 1012, 1013 or 4001: connect again, from your place. With 4003: what you are has changed; try to get another ticket.`;

@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: GatewayConfig,
    private readonly upgrades: LiveUpgrades,
    private readonly tickets: LiveTickets,
    private readonly sockets: LiveSockets,
  ) {}

  @ApiGet('', {
    id: 'openLiveChannel',
    summary: 'Hear what happens in the workspace as it happens',
    description: DESCRIPTION,
    openTo: 'public',
    // Whoever has a ticket was counted for it; an office behind one address comes back all at once when a replica has left.
    bucket: 'none',
    problems: [401, 403, 426],
  })
  @ApiResponse({ status: 101, description: 'From here on the connection is a WebSocket' })
  async open(@Query() query: LiveQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.upgrades.isOffered(request.raw)) {
      void reply.header('Upgrade', 'websocket').header('Sec-WebSocket-Version', '13');
      throw new AppError('UPGRADE_REQUIRED', 'The live channel is a WebSocket, version 13');
    }
    this.refuseForeignOrigin(request.headers.origin);
    const ticket = query.ticket ?? ticketIn(request.headers['sec-websocket-protocol']);
    if (!ticket) throw new AppError('AUTH_REQUIRED', 'There is no ticket: get one from POST /api/v1/auth/ws-ticket');
    const principal = await this.tickets.redeem(ticket);
    if (!principal) throw new AppError('AUTH_REQUIRED', 'The ticket was used, or is too old, or is none');
    this.sockets.refuseTooMany(principal);
    void reply.hijack();
    const webSocket = this.upgrades.accept(request.raw, reply.raw);
    if (webSocket) this.listen(webSocket, this.sockets.open(principal, webSocket));
  }

  private listen(webSocket: WebSocket, socket: LiveSocket): void {
    webSocket.on('message', (data: Buffer, isBinary: boolean) => {
      socket.hear(data, isBinary);
    });
    webSocket.on('pong', () => {
      socket.pong();
    });
    webSocket.on('close', () => {
      this.sockets.closed(socket);
    });
    // What breaks a connection also closes it.
    webSocket.on('error', () => undefined);
  }

  /** Browsers say where a page is from: pages of others must not listen with the cookies, or the luck, of a member. */
  private refuseForeignOrigin(origin: string | undefined): void {
    if (origin !== undefined && !this.config.corsOrigins.includes(origin))
      throw new AppError('AUTH_FORBIDDEN', 'Pages of this origin may not listen');
  }
}

function ticketIn(protocols: string | undefined): string | undefined {
  const [, ticket] = /(?:^|[\s,])ticket\.([^\s,]+)/.exec(protocols ?? '') ?? [];
  return ticket && ticket.length <= TICKET_CHARACTERS ? ticket : undefined;
}
