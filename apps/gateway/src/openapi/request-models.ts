import type { INestApplication, Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** The classes that requests are checked against. */
export interface RequestModels {
  /** Of bodies and of what is in them, by the names of their schemas. */
  readonly bodies: ReadonlyMap<string, Type>;
  /** Of queries, by `operationId`. */
  readonly queries: ReadonlyMap<string, readonly Type[]>;
}

/** Where @nestjs/swagger keeps what its decorators say; the keys are part of what it writes, not of what it exports. */
const SAID_OF_OPERATION = 'swagger/apiOperation';
const SAID_OF_PROPERTY = 'swagger/apiModelProperties';
const PROPERTIES = 'swagger/apiModelPropertiesArray';

/** Finds them as Nest does: by the types of the parameters of every operation. */
export function requestModelsOf(app: INestApplication): RequestModels {
  const scanner = new MetadataScanner();
  const bodies = new Map<string, Type>();
  const queries = new Map<string, Type[]>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as object;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const { body, query } = modelsAskedBy(metatype, name);
      body.forEach((model) => {
        collect(model, bodies);
      });
      const id = operationIdOf(prototype, name);
      if (id !== undefined && query.length > 0) queries.set(id, query);
    }
  }
  return { bodies, queries };
}

function modelsAskedBy(controller: object, name: string): { body: Type[]; query: Type[] } {
  const prototype = (controller as Type).prototype as object;
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, RouteArgument>;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
  const wholeOf = (kind: RouteParamtypes): Type[] =>
    Object.entries(args).flatMap(([key, { index, data }]) => {
      const type = types[index];
      return key.startsWith(`${kind}:`) && data === undefined && isModel(type) ? [type] : [];
    });
  return { body: wholeOf(RouteParamtypes.BODY), query: wholeOf(RouteParamtypes.QUERY) };
}

interface RouteArgument {
  readonly index: number;
  /** The name of the one field that is wanted. */
  readonly data?: unknown;
}

function operationIdOf(prototype: object, name: string): string | undefined {
  const method = (prototype as Record<string, unknown>)[name] as object;
  const said = Reflect.getMetadata(SAID_OF_OPERATION, method) as { operationId?: string } | undefined;
  return said?.operationId;
}

const BUILT_IN = new Set<unknown>([Object, String, Number, Boolean, Array, Date, Map, Set, Buffer]);
const isModel = (type: unknown): type is Type => typeof type === 'function' && !BUILT_IN.has(type);

function collect(model: Type, found: Map<string, Type>): void {
  if (found.has(model.name)) return;
  found.set(model.name, model);
  const properties = (Reflect.getMetadata(PROPERTIES, model.prototype as object) ?? []) as string[];
  for (const property of properties) {
    const said: unknown = Reflect.getMetadata(SAID_OF_PROPERTY, model.prototype as object, property.slice(1));
    const type = typeIn((said as { type?: unknown } | undefined)?.type);
    if (type) collect(type, found);
  }
}

/** A class is said as such, in a list, or by a function that gives either. */
function typeIn(said: unknown): Type | undefined {
  if (Array.isArray(said)) return typeIn(said[0]);
  if (typeof said !== 'function' || !isModel(said)) return undefined;
  return /^class\b/.test(Function.prototype.toString.call(said)) ? said : typeIn((said as unknown as () => unknown)());
}
