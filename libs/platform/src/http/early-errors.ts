import type { Socket } from 'node:net';
import type { ErrorCode } from '@raptor/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../errors/app-error';
import { namedFailureOf, problemOf } from './problem.filter';

/** For what Fastify refuses before a route is found, such as a path that cannot be decoded. */
export function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(namedFailureOf(error), request.id);
  void reply
    .status(problem.status)
    .header('X-Request-Id', request.id)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

const CODE_OF_CLIENT_ERROR: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'REQUEST_TOO_LARGE',
};

/** How long a peer has to read why it is shown the door. */
const GONE_AFTER_MS = 1_000;

/** For what is not HTTP, too large or too slow to become a request: there is only a socket to answer on. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = CODE_OF_CLIENT_ERROR[error.code ?? ''] ?? 'REQUEST_MALFORMED';
  const problem = problemOf(
    new AppError(code, 'The bytes on this connection are not an HTTP request we can read'),
    uuidv7(),
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${problem.request_id}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // A peer that never closes its side would keep the connection for ever.
  setTimeout(() => socket.destroy(), GONE_AFTER_MS).unref();
}
