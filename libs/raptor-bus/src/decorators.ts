import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { definitionOf, type MessageClass } from './message';

/** Handles a command or event: `@OnMessage(RunAssignment) run(assignment: RunAssignment, @Ctx() context) { ... }`. */
export const OnMessage = (message: MessageClass): MethodDecorator =>
  EventPattern(definitionOf(message).name) as MethodDecorator;

/** Answers a query with what the method returns: `@OnQuery(DescribeService) describe() { ... }`. */
export const OnQuery = (query: MessageClass): MethodDecorator =>
  MessagePattern(definitionOf(query).name) as MethodDecorator;
