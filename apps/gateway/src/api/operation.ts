import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBearerAuth,
  ApiConsumes,
  ApiExtension,
  ApiHeader,
  ApiNoContentResponse,
  ApiOperation,
  ApiResponse,
} from '@nestjs/swagger';
import { metadataOf, type MessageClass, type Role } from '@raptor/contracts';
import { OpenTo, type Access } from '@raptor/platform';
import { ApiProblems } from '../openapi/api-problems';
import { CSV, type CsvRow } from './csv-rows';

/** How often one caller may ask for an operation: which of the buckets it is counted in. */
export type Bucket = 'usual' | 'sign-in' | 'none';

export interface OperationOptions {
  /** Unique in the whole API; the name of the method in clients. */
  readonly id: string;
  /** In the imperative, a few words. */
  readonly summary: string;
  readonly description?: string;
  /** What the owner is asked: it says the role. */
  readonly asks?: MessageClass;
  /** For operations of the gateway itself. */
  readonly openTo?: Access;
  /** Nothing: 204. */
  readonly answers?: Type;
  /** Default: 201 for POST with an answer, 200 or 204 for others. */
  readonly status?: 200 | 201 | 202 | 204;
  /** It changes a versioned row: `If-Match` is honoured, and the answer has an `ETag`. */
  readonly versioned?: true;
  /** Statuses besides those that follow from all this. */
  readonly problems?: readonly number[];
  /** A POST that must not be remembered with its answer: what it gives out is good once. */
  readonly withoutKey?: true;
  readonly bucket?: Bucket;
  /** The body may be CSV, too: this makes of its rows what JSON would say. */
  readonly csv?: (rows: readonly CsvRow[]) => object;
}

/** What the guards and interceptors want to know of an operation. */
export interface OperationFacts {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly access: Access;
  readonly bucket: Bucket;
  /** It may be asked for with an `Idempotency-Key`. */
  readonly takesKey: boolean;
  /** Somebody else owns it, and keeps the answer for a key. */
  readonly isAsked: boolean;
  /** Makes a body of rows of CSV. */
  readonly csv?: (rows: readonly CsvRow[]) => object;
}

export const OPERATION = Symbol('raptor.operation');

export const ApiGet = (path: string, options: OperationOptions): MethodDecorator => operation('GET', path, options);
export const ApiPost = (path: string, options: OperationOptions): MethodDecorator => operation('POST', path, options);
export const ApiPut = (path: string, options: OperationOptions): MethodDecorator => operation('PUT', path, options);
export const ApiPatch = (path: string, options: OperationOptions): MethodDecorator => operation('PATCH', path, options);
export const ApiDelete = (path: string, options: OperationOptions): MethodDecorator =>
  operation('DELETE', path, options);

/**
 * Declares an operation of the API in one place: its address, who may call it, what it answers, and with that all errors it can answer with. What
 * it says is checked at run time and is in the OpenAPI description, so that neither can be forgotten.
 */
function operation(method: OperationFacts['method'], path: string, options: OperationOptions): MethodDecorator {
  const access = accessOf(options);
  const takesKey = method === 'POST' && !options.withoutKey;
  const facts: OperationFacts = {
    id: options.id,
    method,
    access,
    bucket: options.bucket ?? 'usual',
    takesKey,
    isAsked: options.asks !== undefined,
    ...(options.csv && { csv: options.csv }),
  };
  const status = options.status ?? (options.answers ? (method === 'POST' ? 201 : 200) : 204);
  return applyDecorators(
    RequestMapping({ path, method: RequestMethod[method] }),
    HttpCode(status),
    OpenTo(access),
    SetMetadata(OPERATION, facts),
    RouteConfig({ operation: facts }),
    ApiOperation({ operationId: options.id, summary: options.summary, description: options.description ?? '' }),
    ApiExtension('x-role', access),
    ...(access === 'public' ? [] : [ApiBearerAuth()]),
    options.answers ? ApiResponse({ status, type: options.answers }) : ApiNoContentResponse(),
    ...(options.csv ? [ApiConsumes('application/json', CSV)] : []),
    ...(takesKey ? [ApiHeader(IDEMPOTENCY_KEY)] : []),
    ...(options.versioned ? [ApiHeader(IF_MATCH)] : []),
    ApiProblems(...problemsOf(method, path, options, access)),
  );
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Chosen by the caller. With the same key the same request is done once, and answered alike, for a day.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'The `ETag` that the change is based on; 412 when somebody else has changed it since.',
  schema: { type: 'string', example: '"3"', maxLength: 32 },
};

function accessOf({ id, asks, openTo }: OperationOptions): Access {
  const role: Role | undefined = asks && metadataOf(asks).role;
  if (asks && openTo) throw new Error(`${id} asks ${asks.name}, which says who may: leave openTo out`);
  const access = role ?? openTo;
  if (!access) throw new Error(`Say who may call ${id}: openTo, or a role on the message it asks`);
  return access;
}

function problemsOf(
  method: OperationFacts['method'],
  path: string,
  { asks, versioned, problems = [], withoutKey }: OperationOptions,
  access: Access,
): number[] {
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const statuses = [400, 422, 429, 503, ...problems];
  if (access !== 'public') statuses.push(401, 403);
  if (hasBody) statuses.push(408, 413, 415);
  if (path.includes(':')) statuses.push(404);
  if (method === 'POST' && !withoutKey) statuses.push(409);
  if (versioned) statuses.push(412);
  if (asks) statuses.push(404);
  return [...new Set(statuses)].sort((one, other) => one - other);
}
