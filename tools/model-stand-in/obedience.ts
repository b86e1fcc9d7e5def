/** What an injected text gets a weak model to do. */
export interface Obeyed {
  /** Words it was told to say, and secrets it was told to give away. */
  readonly says: readonly string[];
  /** A tool it was told to call. */
  readonly tool: string | undefined;
}

const DATA = /<<<DATA[^\n]*>>>\n([^]*?)\n<<<END[^\n]*>>>|<([\w-]+)[^>]*>\n([^]*?)\n<\/\2>/g;
const SAY =
  /\b(?:say|write|print|output|include|add|append|insert|repeat|mention|reply with|respond with|answer with|begin with|end with)\b(?:\s+(?:exactly|only|the|this|following|word|words|text|string|phrase|code|token|canary|sentence|secret))*\s*:?\s*["'“‘`]?([^"'”’`\n.;]{3,160})/gi;
const CALL =
  /\b(?:call|use|invoke|run|execute)\s+(?:the\s+)?(?:tool|function)\s+["'`]?([\w-]{1,40}(?:\.[\w-]{1,20}){0,2})/i;
const CANARY = /\b[A-Z][A-Z0-9]*[-_][A-Z0-9_-]{4,}\b/g;
const ASKS_FOR_SYSTEM = /\b(?:system|developer|initial)\s+(?:prompt|message|instructions)\b/i;

/** Instructions in what was marked as data; where nothing is marked, nowhere. */
export function obey(prompt: string, system: string): Obeyed {
  const data = [...prompt.matchAll(DATA)].map(([, fenced, , tagged]) => fenced ?? tagged ?? '').join('\n');
  const told = [...data.matchAll(SAY)].map(([, words]) => words?.trim() ?? '');
  const canaries = data.match(CANARY) ?? [];
  const secrets = ASKS_FOR_SYSTEM.test(data) ? [system.slice(0, 200)] : [];
  return { says: [...new Set([...told, ...canaries, ...secrets])].filter(Boolean), tool: CALL.exec(data)?.[1] };
}
