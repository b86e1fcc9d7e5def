import { Fleet } from './fixtures/fleet';
import { ShopDatabase } from './fixtures/shop-database';
import { a, OrderPlaced, CancelOrder } from './fixtures/messages';
import { Outbox, OutboxRelay } from '@raptor/raptor-bus';
import { PublishingPass } from '../src/outbox/publishing-pass';
import { RedisEpoch } from '../src/outbox/redis-epoch';
jest.setTimeout(120_000);
it('perf', async () => {
  let ws: string | null = null; const fleet = new Fleet();
  const db = await ShopDatabase.create();
  const bus = fleet.bus({ origin: () => ({ workspaceId: ws, actor: { type: 'system', id: 'x' } }) });
  await bus.ping();
  const outbox = new Outbox(bus, 'shop');
  const N = 20000; const WS = 40; let origin: string | null = null;
  const spent: Record<string, number> = {};
  const add = (k: string, t: number) => { spent[k] = (spent[k] ?? 0) + performance.now() - t; };
  const timed = { schema: 'shop', transaction: async (work: any) => { const t = performance.now(); try { return await db.transaction((tx) => work({ query: async (text: string, v: any) => { const t = performance.now(); const r = await tx.query(text, v); add(text.trim().replace(/\s+/g, ' ').slice(0, 40), t); return r; } })); } finally { add('tx', t); } } } as any;
  const publish = bus.publish.bind(bus);
  (bus as any).publish = async (b: any) => { const t = performance.now(); const r = await publish(b); add('redis', t); return r; };
  const prepare = bus.prepare.bind(bus);
  (bus as any).prepare = (...x: any[]) => { const t = performance.now(); const r = (prepare as any)(...x); add('prepare', t); return r; };
  const t0 = performance.now();
  for (let i = 0; i < N; i += 500) {
    ws = `00000000-0000-4000-8000-${String(i / 500 + 1).padStart(12, '0')}`;
    await timed.transaction((tx: any) => outbox.sendAll(tx, Array.from({ length: 500 }, (_v, k) => ({ message: a(CancelOrder, { number: i + k }), options: {key: 'x'.repeat(500)} }))));
  }
  console.log('insert rows/s', (N / (performance.now() - t0)) * 1000, spent);
  for (const k of Object.keys(spent)) delete spent[k];
  const pass = new PublishingPass(bus, timed, { batch: 500, admitted: 500 });
  const epoch = await new RedisEpoch(bus).current();
  const t1 = performance.now(); const c1 = process.cpuUsage();
  let n = 0;
  for (;;) { const p = await pass.run(epoch); n += p.published; if (p.published === 0) break; }
  console.log('published', n, 'rows/s', (n / (performance.now() - t1)) * 1000, spent, process.cpuUsage(c1));
  await db.query('VACUUM ANALYZE shop.outbox_events');
  ws = null;
  await db.transaction((tx) => outbox.sendAll(tx, Array.from({ length: 2000 }, (_v, k) => ({ message: a(CancelOrder, { number: k }), options: {key: 'x'.repeat(500)} }))));
  const ex = async (text: string, v: any[]) => console.log((await db.query<any>('EXPLAIN (ANALYZE, BUFFERS) ' + text, v)).map((r) => r['QUERY PLAN']).join('\n'));
  const nil = '00000000-0000-0000-0000-000000000000';
  await ex((pass as any).lots.find, [[0,1,2,3], ['','','',''], [nil,nil,nil,nil], 500, 500]);
  await ex((pass as any).take, [[2], ['shop.orders'], [nil], [500]]);
  const ids = (await db.query<any>("SELECT id FROM shop.outbox_events WHERE state='new' LIMIT 500")).map((r) => r.id);
  await ex((pass as any).mark, [ids, ids, 'e']);
  const t2 = performance.now();
  for (let i = 0; i < 200; i++) await pass.run(epoch);
  console.log('idle pass ms', (performance.now() - t2)/200);
  await fleet.end(); await db.drop();
});
