import { anthropicError } from './anthropic';
import type { Fault, FaultKind } from './faults';
import { geminiError } from './gemini';
import type { Fields } from './request-body';
import type { Provider } from './work';

export interface Refusal {
  readonly status: number;
  readonly body: Fields;
  readonly headers: Record<string, string>;
}

type Says = (status: number, message: string, errorCode?: string) => Refusal;

const REFUSALS: Partial<Record<FaultKind, (says: Says, isAnthropic: boolean, fault: Fault) => Refusal>> = {
  'rate limit': (_says, isAnthropic, fault) => rateLimit(fault, isAnthropic),
  'spend limit': (says, isAnthropic) =>
    isAnthropic
      ? says(429, 'You have reached your monthly spend limit', 'enforced_spend_limit_reached')
      : says(429, 'Your project has exceeded its monthly spending cap'),
  unauthorized: (says) => says(401, 'The key is not valid'),
  'payment required': (says) => says(402, 'There is a problem with your billing'),
  forbidden: (says) => says(403, 'The key may not use this model'),
  'bad request': (says, _isAnthropic, { text }) => says(400, text ?? 'The request is malformed'),
  overloaded: (says, isAnthropic) => says(isAnthropic ? 529 : 503, 'Overloaded. Please try again later.'),
  unavailable: (says) => says(503, 'Service unavailable'),
  'server error': (says) => says(500, 'Internal server error'),
  redirect: (_says, _isAnthropic, { text }) => ({
    status: 307,
    body: {},
    headers: { location: text ?? 'https://elsewhere.example/' },
  }),
};

/** The answer of a vendor that does no work; undefined for faults that come later. */
export function refusal(fault: Fault, provider: Provider): Refusal | undefined {
  const isAnthropic = provider === 'anthropic';
  const says: Says = (status, message, errorCode) => ({
    status,
    body: isAnthropic ? anthropicError(status, message, errorCode) : geminiError(status, message),
    headers: {},
  });
  return REFUSALS[fault.kind]?.(says, isAnthropic, fault);
}

/** Anthropic says how long in a header, Gemini in the body. */
function rateLimit({ retryAfterMs }: Fault, isAnthropic: boolean): Refusal {
  const message = 'Number of requests has exceeded the limit of your organization';
  if (!isAnthropic) return { status: 429, body: geminiError(429, message, retryAfterMs), headers: {} };
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(retryAfterMs / 1_000) };
  return { status: 429, body: anthropicError(429, message), headers };
}
