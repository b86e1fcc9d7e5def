import type { PageEvidence } from '../evidence/evidence';
import type { Reading, ReadingTime } from './page-source';
import { RecentPages } from './recent-pages';

const page = { text: 'Invoices', data: { blocks: [] } } as unknown as PageEvidence;
const read: Reading<PageEvidence> = { outcome: 'read', found: page, bytes: 8 };
const lacking: Reading<PageEvidence> = { outcome: 'lacking', reason: 'the site answered with status 503' };

describe('pages that were just read', () => {
  const runOf = (workspaceId = 'one', signal = new AbortController().signal) => ({
    ...{ workspaceId, signal, deadlineAt: new Date(Date.now() + 5_000) },
  });
  const counting = (answer: (time: number) => Promise<Reading<PageEvidence>>) => {
    let times = 0;
    return { times: () => times, read: (_url: string, _time: ReadingTime) => answer((times += 1)) };
  };

  it('are asked for once by all who begin at the same moment, and by those who come soon after', async () => {
    const web = counting(() => Promise.resolve(read));
    const pages = new RecentPages(web, 60_000);
    await Promise.all([pages.read('a', runOf()), pages.read('a', runOf()), pages.read('a', runOf())]);
    expect(await pages.read('a', runOf())).toBe(read);
    expect(web.times()).toBe(1);
  });

  it('are another workspace’s own business', async () => {
    const web = counting(() => Promise.resolve(read));
    const pages = new RecentPages(web, 60_000);
    await pages.read('a', runOf('one'));
    await pages.read('a', runOf('two'));
    expect(web.times()).toBe(2);
  });

  it('are read anew when their time is over, and always where nothing is to be kept', async () => {
    for (const freshMs of [0, -1]) {
      const web = counting(() => Promise.resolve(read));
      const pages = new RecentPages(web, freshMs);
      await pages.read('a', runOf());
      await pages.read('a', runOf());
      expect(web.times()).toBe(2);
    }
  });

  it('that could not be read are tried again', async () => {
    const web = counting((time) => Promise.resolve(time === 1 ? lacking : read));
    const pages = new RecentPages(web, 60_000);
    expect(await pages.read('a', runOf())).toBe(lacking);
    expect(await pages.read('a', runOf())).toBe(read);
  });

  it('are read by oneself when whoever was reading them gave up', async () => {
    const gone = new AbortController();
    const web = counting((time) =>
      time === 1
        ? new Promise((_resolve, reject) =>
            gone.signal.addEventListener('abort', () => reject(new Error('nobody wants it any more'))),
          )
        : Promise.resolve(read),
    );
    const pages = new RecentPages(web, 60_000);
    const first = pages.read('a', runOf('one', gone.signal));
    const second = pages.read('a', runOf());
    gone.abort();
    await expect(first).rejects.toThrow('nobody wants it');
    expect(await second).toBe(read);
  });

  it('are not waited for by a run that was ended', async () => {
    const web = counting(() => new Promise(() => undefined));
    const pages = new RecentPages(web, 60_000);
    void pages.read('a', runOf());
    const ended = new AbortController();
    const second = pages.read('a', runOf('one', ended.signal));
    ended.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
  });

  it('are no more than a process can hold', async () => {
    const web = counting(() => Promise.resolve(read));
    const pages = new RecentPages(web, 60_000);
    for (let at = 0; at < 300; at += 1) await pages.read(`page-${at}`, runOf());
    await pages.read('page-0', runOf());
    expect(web.times()).toBe(301);
    await pages.read('page-299', runOf());
    expect(web.times()).toBe(301);
  });
});
