import 'reflect-metadata';
import { Client } from 'pg';
import { FleetDatabases } from './db/databases';
import * as F from './db/fill';
import { QUESTIONS } from './db/questions';
import { startOwnServers } from './own-servers';
async function main() {
  process.on("unhandledRejection", console.error); const W = Number(process.argv[2]);
  const servers = await startOwnServers({ postgres: true });
  try {
    const fleet = new FleetDatabases(servers.postgres!.url);
    let t = performance.now(); const lap = (w: string) => { const n = performance.now(); console.log(w, ((n - t)/1000).toFixed(2)); t = n; };
    await fleet.prepare(); lap('prepare');
    const db = await fleet.copy('x'); lap('copy');
    const admin = new Client({ connectionString: db.adminUrl }); await admin.connect();
    await F.prepareFilling(admin, new Date());
    t = performance.now();
    await admin.query(`LOAD 'auto_explain'`).catch(() => 0);
    const fillings = [...new Set(QUESTIONS.map(q => q.filling))];
    let total = 0;
    for (const f of fillings) {
      const l0 = (await admin.query('select pg_current_wal_lsn() l')).rows[0].l; t = performance.now(); await F.fill(db.adminUrl, [f], W); lap(f.table); console.log('   wal/row', (await admin.query('select pg_wal_lsn_diff(pg_current_wal_lsn(), $1) d', [l0])).rows[0].d / W / 1000);
      const { rows } = await admin.query(`SELECT pg_table_size('${f.table}')/1024 as heap, pg_indexes_size('${f.table}')/1024 as idx, (select bool_and(indisready and indisvalid) from pg_index where indrelid='${f.table}'::regclass) ok`);
      total += (Number(rows[0].heap) + Number(rows[0].idx)) * 1024 / W / 1000;
      console.log('   bytes/row', rows[0].heap * 1024 / W / 1000, rows[0].idx * 1024 / W / 1000, rows[0].ok);
    }
    console.log('bytes/row over all', total);
    const { rows } = await admin.query(`select sum(size)/1024/1024 as mb from pg_ls_waldir()`); console.log('wal MB', rows[0].mb);
    await admin.end();
  } finally { await servers.stop(); }
}
main().catch(e => { console.error(e); process.exit(1); });
