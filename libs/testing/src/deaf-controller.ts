import { Controller, type Type } from '@nestjs/common';
import { MESSAGES, type ServiceKey } from '@raptor/contracts';
import { OnMessage, definitionOf } from '@raptor/raptor-bus';

/**
 * Takes every command and event that a service reads and does nothing with it: for a service of a test's own that is about something else. One that
 * leaves a message unhandled would not start.
 */
export function deafController(service: ServiceKey): Type {
  class DeafController {
    readonly deafTo = service;
  }
  for (const message of MESSAGES) {
    const { name, version, readers = [] } = definitionOf(message);
    if (!readers.includes(service)) continue;
    const method = { value: () => undefined };
    Object.defineProperty(DeafController.prototype, `${name}@${version}`, method);
    OnMessage(message)(DeafController.prototype, `${name}@${version}`, method);
  }
  Controller()(DeafController);
  return DeafController;
}
