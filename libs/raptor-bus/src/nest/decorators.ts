import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { definitionOf, patternOf, type MessageClass } from '../messages/message';

/** Handles a command or event: `@OnMessage(RunAssignment) run(assignment: RunAssignment, @Ctx() context) { ... }`. */
export const OnMessage = (message: MessageClass): MethodDecorator =>
  EventPattern(patternOf(definitionOf(message))) as MethodDecorator;

/** Answers a query with what the method returns: `@OnQuery(DescribeService) describe() { ... }`. */
export const OnQuery = (query: MessageClass): MethodDecorator =>
  MessagePattern(patternOf(definitionOf(query))) as MethodDecorator;
