import { BadRequestException, ForbiddenException, HttpException, type ArgumentsHost } from '@nestjs/common';
import { ERROR_CODES, type ErrorCode, type Problem } from '@raptor/contracts';
import { BusUnavailableError, QueryTimeoutError } from '@raptor/raptor-bus';
import { lastValueFrom, type Observable } from 'rxjs';
import { AppError } from '../errors/app-error';
import { createLogger } from '../logging/logger';
import { ProblemFilter, problemOf } from './problem.filter';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

interface Answer {
  status: number;
  type: string;
  headers: Record<string, unknown>;
  problem: Problem;
  logged: string[];
}

/** What the filter answers to an exception, and what it logs. */
function answerTo(exception: unknown): Answer {
  const answer: Answer = { status: 0, type: '', headers: {}, problem: {} as Problem, logged: [] };
  const reply = {
    header: (name: string, value: unknown) => {
      answer.headers[name] = value;
      return reply;
    },
    status: (status: number) => {
      answer.status = status;
      return reply;
    },
    type: (type: string) => {
      answer.type = type;
      return reply;
    },
    send: (problem: Problem) => (answer.problem = problem),
  };
  const request = { id: 'request-1', routeOptions: { url: '/things/:id' } };
  const host = {
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
  };
  const identity = { service: 'gateway', replica: 'gateway-1', version: '1', log: { level: 'info' } } as const;
  const logger = createLogger(identity, { write: (line) => void answer.logged.push(line) });
  new ProblemFilter(logger).catch(exception, host as unknown as ArgumentsHost);
  return answer;
}

describe('the catalogue of failures', () => {
  it.each(CODES)('says of %s when it is thrown and what to do, each in a sentence', (code) => {
    const { status, title, when, suggestion } = ERROR_CODES[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const sentence of [when, suggestion]) expect(sentence).toMatch(/^[A-Z].{10,}[.]$/s);
  });
});

describe('the answer to a failure', () => {
  it.each(CODES)('%s has the status, title and suggestion of the catalogue', (code) => {
    const { status, title, suggestion, retry } = ERROR_CODES[code];
    const { problem, headers, type, ...answer } = answerTo(new AppError(code, 'this time it was the moon'));
    expect(answer.status).toBe(status);
    expect(type).toBe('application/problem+json');
    expect(problem).toEqual({
      type: `urn:raptorflow:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      code,
      detail: code === 'INTERNAL' ? 'The request could not be completed' : 'this time it was the moon',
      request_id: 'request-1',
      suggestion,
    });
    expect(headers['Retry-After']).toBe(retry === 'later' ? 5 : undefined);
    expect(headers['WWW-Authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it('says how long to wait when the failure knows', () => {
    expect(answerTo(new AppError('RATE_LIMITED', 'slow', { retryAfterSeconds: 17 })).headers['Retry-After']).toBe(17);
    expect(answerTo(new BusUnavailableError('away'))).toMatchObject({ status: 503, headers: { 'Retry-After': 2 } });
    expect(answerTo(new QueryTimeoutError('q', 'muse', 5)).problem.detail).toBe(
      'The muse service did not answer in time',
    );
  });

  it('lists the fields that are wrong, and no other detail', () => {
    const errors = [{ field: 'email', message: 'email must be an email' }];
    const error = new AppError('REQUEST_INVALID', 'one field', { details: { errors, internal: 'table users' } });
    expect(problemOf(error, 'r').errors).toEqual(errors);
    expect(JSON.stringify(problemOf(error, 'r'))).not.toContain('table users');
  });

  it.each([[new TypeError('secret of undefined')], ['thrown text'], [undefined], [null], [{ statusCode: 500 }]])(
    'to a bug (%p) tells the caller nothing, and the log everything',
    (bug) => {
      const { status, problem, logged } = answerTo(bug);
      expect(status).toBe(500);
      expect(problem).toMatchObject({ code: 'INTERNAL', detail: 'The request could not be completed' });
      expect(logged).toHaveLength(1);
      expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'error', route: '/things/:id' });
      if (bug instanceof Error) expect(logged[0]).toContain('secret of undefined');
    },
  );

  it.each([
    [new BadRequestException('odd query'), 400, 'REQUEST_MALFORMED'],
    [new HttpException('who are you', 401), 401, 'AUTH_REQUIRED'],
    [new ForbiddenException(), 403, 'AUTH_FORBIDDEN'],
    [{ statusCode: 404, message: 'x' }, 404, 'ROUTE_NOT_FOUND'],
    [{ statusCode: 408 }, 408, 'REQUEST_TIMEOUT'],
    [{ statusCode: 413 }, 413, 'REQUEST_TOO_LARGE'],
    [{ statusCode: 415 }, 415, 'REQUEST_UNSUPPORTED_MEDIA_TYPE'],
    [new HttpException('slow down', 429), 429, 'RATE_LIMITED'],
    [{ statusCode: 503 }, 503, 'SERVICE_UNAVAILABLE'],
    [new HttpException('teapot', 418), 400, 'REQUEST_MALFORMED'],
    [new HttpException('broken', 500), 500, 'INTERNAL'],
  ])('to what the framework refuses (%#) has a code as well', (exception, status, code) => {
    const answer = answerTo(exception);
    expect(answer.status).toBe(status);
    expect(answer.problem.code).toBe(code);
  });

  it('leaves failures on the bus to the bus', async () => {
    const host = { getType: () => 'rpc' } as unknown as ArgumentsHost;
    const error = new AppError('RESOURCE_NOT_FOUND', 'gone');
    const identity = { service: 'gateway', replica: 'gateway-1', version: '1', log: { level: 'silent' } } as const;
    const passed = new ProblemFilter(createLogger(identity)).catch(error, host) as Observable<never>;
    await expect(lastValueFrom(passed)).rejects.toBe(error);
  });
});
