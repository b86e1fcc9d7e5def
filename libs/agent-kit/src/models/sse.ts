/** A line longer than that is no event of a model. */
const MAX_LINE = 4_000_000;

/**
 * The `data` of each server-sent event (html.spec.whatwg.org/multipage/server-sent-events.html) of a body. Invalid UTF-8, also at a cut, and
 * endless lines are errors, as is a last event without its blank line.
 */
export async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let data: string[] = [];
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    if (rest.length > MAX_LINE) throw new Error('A line of the stream has no end');
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      } else if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '' || data.length > 0) throw new Error('The stream ends within an event');
}
