import { PassThrough } from 'node:stream';
import { Progress } from './progress';

function anOutput(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

describe('progress', () => {
  it('is plain lines without escape codes where there is no terminal', async () => {
    const { stream, text } = anOutput(false);
    const progress = new Progress(stream);
    await progress.step('Servers', async (say) => say('all up'));
    progress.line('done');
    expect(text()).toMatch(/^ {2}✓ Servers: all up \(\d+\.\d s\)\ndone\n$/);
  });

  it('marks a step that failed and lets its error through', async () => {
    const { stream, text } = anOutput(false);
    await expect(new Progress(stream).step('Servers', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toBe('  ✗ Servers\n');
  });

  it('shows on a terminal what is going on, and leaves only finished lines behind', async () => {
    const { stream, text } = anOutput(true);
    const progress = new Progress(stream);
    await progress.step('Servers', async (say) => {
      say('waiting for postgres');
      progress.line('a word in between');
    });
    expect(text()).toContain('waiting for postgres');
    expect(text().endsWith('\u001b[2K')).toBe(true);
  });

  it('survives a reader that has gone', async () => {
    const { stream } = anOutput(false);
    const progress = new Progress(stream);
    expect(stream.emit('error', new Error('EPIPE'))).toBe(true);
    progress.line('on and on');
  });
});
