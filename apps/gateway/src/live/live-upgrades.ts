import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import { MESSAGE_BYTES } from './client-message';
import { withoutOffer } from './without-offer';

export type { WebSocket } from 'ws';

/** What a client may name as its protocol; beside it, it may send its ticket. */
export const LIVE_PROTOCOL = 'raptor.live.v1';

interface Offer {
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Makes WebSockets of requests that ask for it. Until one does, it is a request like any other: with its guards, its id, its errors and its line in the log. */
@Injectable()
export class LiveUpgrades implements OnApplicationBootstrap {
  private readonly offers = new WeakMap<IncomingMessage, Offer>();
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MESSAGE_BYTES,
    handleProtocols: (protocols) => protocols.has(LIVE_PROTOCOL) && LIVE_PROTOCOL,
  });

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const { httpAdapter } = this.host;
    const server = httpAdapter.getHttpServer() as Server;
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!asksForWebSocket(request)) {
        withoutOffer(server, request, socket, head);
        return;
      }
      socket.on('error', () => socket.destroy());
      this.offers.set(request, { socket, head });
      fastify.routing(request, this.answerTo(request, socket));
    });
  }

  /** Whether the request can become a WebSocket. */
  isOffered(request: IncomingMessage): boolean {
    return this.offers.has(request) && request.headers['sec-websocket-version'] === '13';
  }

  /** @returns undefined when the client has gone meanwhile, or what it says of its key or its protocols makes no sense: it was answered then. */
  accept(request: IncomingMessage, response: ServerResponse): WebSocket | undefined {
    const offer = this.offers.get(request);
    if (!offer) return undefined;
    const { socket, head } = offer;
    this.offers.delete(request);
    let opened: WebSocket | undefined;
    response.detachSocket(socket as Socket);
    this.server.handleUpgrade(request, socket, head, (webSocket) => (opened = webSocket));
    // The request is over: the log, the metrics and the drain are done with it.
    response.statusCode = opened ? 101 : 400;
    response.emit('finish');
    response.emit('close');
    return opened;
  }

  /** For the case that it stays a request: the connection ends with the answer, as nobody reads another request from it. */
  private answerTo(request: IncomingMessage, socket: Duplex): ServerResponse {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.on('finish', () => {
      if (this.offers.has(request)) socket.end();
    });
    return response;
  }
}

const asksForWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';
