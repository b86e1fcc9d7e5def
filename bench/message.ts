import { MESSAGE_DEFINITION, type MessageDefinition } from '@raptor/raptor-bus';

/** What `@RaptorMessage` of the contracts does, for messages that are none of the fleet's. */
export const message =
  (definition: Omit<MessageDefinition, 'version'>): ClassDecorator =>
  (target) => {
    Object.defineProperty(target, MESSAGE_DEFINITION, { value: { version: 1, ...definition } });
  };
