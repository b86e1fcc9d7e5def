import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: `postgres` where that user exists, else `nobody`. Undefined for an ordinary user, who runs it themselves. */
export async function userForPostgres(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!user)
    throw new Error(
      'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as. Run this as an ordinary user.',
    );
  return user;
}

export function parsePasswd(text: string): SystemUser[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Whether a user may walk into a folder: it and each folder above it must let them through. A folder that is missing lets nobody in. */
export async function isReachableFor(user: { uid: number; gid: number }, folder: string): Promise<boolean> {
  for (let current = folder; ; current = dirname(current)) {
    const stats = await stat(current).catch(() => undefined);
    if (!stats || !mayPass(user, stats)) return false;
    if (current === dirname(current)) return true;
  }
}

function mayPass(
  user: { uid: number; gid: number },
  { uid, gid, mode }: { uid: number; gid: number; mode: number },
): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
