import type { AgentCode, AgentHome } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { z } from 'zod';

export const unknownAgent = (code: string): AppError =>
  new AppError('AGENT_UNKNOWN', `No agent ${code} on the roster`, { details: { agentCode: code } });

export const agentOfAnother = (code: AgentCode, home: AgentHome, here: AgentHome): AppError =>
  new AppError('AGENT_UNKNOWN', `${code} belongs to ${home}, not to ${here}`, { details: { agentCode: code, home } });

export const plannedAgent = (code: AgentCode): AppError =>
  new AppError('AGENT_PLANNED', `${code} is planned and has no description yet`, { details: { agentCode: code } });

/** What is wrong at one place of an input; an empty place is the whole of it. */
export interface PlaceProblem {
  readonly place: string;
  readonly message: string;
}

export function invalidInput(code: AgentCode, found: readonly PlaceProblem[]): AppError {
  const problems = found.map(sentenceOf);
  const errors = found.map(({ place, message }) => ({ field: fieldOf(place), message }));
  return new AppError('AGENT_INPUT_INVALID', `The input does not fit ${code}: ${problems.join('; ')}`.slice(0, 2_000), {
    details: { agentCode: code, problems, errors },
  });
}

const fieldOf = (place: string): string =>
  place === '' ? 'input' : place.startsWith('[') ? `input${place}` : `input.${place}`;

export const invalidAnswer = (code: AgentCode, runId: string, problems: readonly string[], cause?: unknown): AppError =>
  new AppError('AGENT_ANSWER_INVALID', `${code} has no valid answer: ${problems.join('; ')}`.slice(0, 2_000), {
    cause,
    details: { agentCode: code, runId },
  });

export const tooLate = (code: string, deadlineAt: Date): AppError =>
  new AppError('DEADLINE_EXCEEDED', `Less than a second is left for ${code} until ${deadlineAt.toISOString()}`, {
    retry: 'never',
  });

export const anotherRequest = (assignmentId: string): AppError =>
  new AppError('IDEMPOTENCY_KEY_REUSED', `${assignmentId} stands for another agent or another input`);

export const busy = (limit: number): AppError =>
  new AppError('AGENT_BUSY', `${limit} agents are being asked here already`, { retryAfterSeconds: 2 });

/** What is wrong, a sentence for each place: `headlines[2].text: Too big: expected string to have <=30 characters`. */
export const problemsOf = (error: z.ZodError): string[] => problemsIn(error).map(sentenceOf);

const sentenceOf = ({ place, message }: PlaceProblem): string => (place === '' ? message : `${place}: ${message}`);

export const problemsIn = ({ issues }: z.ZodError): PlaceProblem[] =>
  issues.slice(0, 20).map(({ path, message }) => ({ place: placeOf(path), message }));

const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`)).join('');
