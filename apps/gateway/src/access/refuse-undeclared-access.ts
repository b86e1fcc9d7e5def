import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from '@raptor/platform';

/** An operation that forgot to say who may call it keeps the gateway from starting. */
@Injectable()
export class RefuseUndeclaredAccess implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const undeclared = this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => this.isUndeclaredOperation(metatype, prototype[name]))
        .map((name) => `${metatype.name}.${name}`);
    });
    if (undeclared.length > 0) {
      throw new Error(
        `Say who may call ${undeclared.join(', ')}: put @OpenTo('public' or a role) on the method or its class`,
      );
    }
  }

  private isUndeclaredOperation(controller: object, method: (() => unknown) | undefined): boolean {
    const isOperation =
      method !== undefined && Reflect.hasMetadata('path', method) && Reflect.hasMetadata('method', method);
    return isOperation && this.reflector.getAllAndOverride(ACCESS, [method, controller as () => unknown]) === undefined;
  }
}
