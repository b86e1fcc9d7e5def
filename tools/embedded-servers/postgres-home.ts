import { createHash } from 'node:crypto';
import { chown, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isReachableFor, type SystemUser } from './run-as';

export interface PostgresHome {
  /** Holds the cluster and nothing that is not PostgreSQL's. */
  folder: string;
  /** Whom to run it as; undefined means ourselves. */
  user: SystemUser | undefined;
}

const FOLDERS_OPEN_TO_ALL = ['/var/lib', '/var/tmp', '/tmp'];

/**
 * Where PostgreSQL keeps its data: `postgres` in the data folder, or, where we are root and the user who will run it cannot walk into the
 * data folder, a folder of its own outside, named after the data folder. A place once chosen stays chosen, or data would seem lost.
 */
export async function choosePostgresHome(dataDir: string, user: SystemUser | undefined): Promise<PostgresHome> {
  const inside = join(dataDir, 'postgres');
  if (!user) return { folder: await madeFolder(inside, undefined), user };

  const outside = await outsideFolders(dataDir);
  const owner = await ownerOf(join(inside, 'data'));
  if (owner && owner.uid !== 0) {
    // An ordinary user's cluster goes on under that user, even when root starts it.
    const runner = owner.uid === user.uid ? user : { name: `with uid ${owner.uid}`, ...owner };
    if (await isReachableFor(runner, inside)) return { folder: inside, user: runner };
  }
  for (const folder of outside) {
    // Those places are open to all: only what belongs to the very user is believed to be ours.
    const outsideOwner = await ownerOf(join(folder, 'data'));
    if (outsideOwner?.uid === user.uid && (await isReachableFor(user, folder))) return { folder, user };
  }
  if (await isReachableFor(user, dataDir)) return { folder: await madeFolder(inside, user), user };
  for (const folder of outside) {
    const made = await madeFolder(folder, user).catch(() => undefined);
    if (made && (await isReachableFor(user, made))) return { folder: made, user };
  }
  throw new Error(
    `PostgreSQL runs as the user ${user.name}, who can reach neither ${dataDir} nor ${FOLDERS_OPEN_TO_ALL.join(', ')}.`,
  );
}

/** Folders outside the data folder that a run of it may have made. */
export async function outsideFolders(dataDir: string): Promise<string[]> {
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 12);
  return FOLDERS_OPEN_TO_ALL.map((folder) => join(folder, `raptorflow-${name}`));
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const stats = await stat(folder).catch(() => undefined);
  return stats && { uid: stats.uid, gid: stats.gid };
}

async function madeFolder(folder: string, user: SystemUser | undefined): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) {
    const stats = await stat(folder);
    if (stats.uid !== 0 && stats.uid !== user.uid) throw new Error(`${folder} belongs to somebody else.`);
    await chown(folder, user.uid, user.gid);
  }
  return folder;
}
