import { v7 as uuidv7 } from 'uuid';
import { operationsOf } from '../../../../../tools/api/document';
import type { WholeFleet } from '../../../../../tools/api/test/whole-fleet';
import { inParallel } from '../in-parallel';
import { signingIn, type SigningIn } from '../signing-in';
import { WorkspaceRows } from '../workspace-rows';
import { badRequests, type BadRequest } from './bad-requests';
import { Chance } from './chance';
import { faultsIn } from './judge';
import { heldBytes } from './memory';
import { Sender, type Came } from './send';

export interface FuzzReport {
  readonly asked: number;
  readonly operations: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Each with what brings it about again: the number of the request. */
  readonly faults: readonly string[];
  readonly slowest: { readonly ms: number; readonly what: string };
  /** What the second half of the requests left behind. */
  readonly grownBytes: number;
}

export interface FuzzWish {
  readonly seed: number;
  readonly requests: number;
  readonly atATime?: number;
  /** From how long on an answer is a fault; beside other tests more than alone. */
  readonly mostMs?: number;
}

/** Sends bad requests to all operations of a fleet and looks at every answer. */
export async function fuzz(fleet: WholeFleet, { seed, requests, atATime = 6, mostMs }: FuzzWish): Promise<FuzzReport> {
  const workspaceId = uuidv7();
  await fleet.plantWorkspace(workspaceId);
  // Without those who ask: they are not to throw themselves out.
  const ids = await (await WorkspaceRows.open(fleet.admin)).idsOf(workspaceId);
  const people = await peopleOf(fleet, workspaceId);
  const operations = operationsOf(fleet.document);
  const all = badRequests(fleet.document, operations, ids, new Chance(seed));
  const sender = new Sender(fleet.gateway.url);
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  let slowest = { ms: 0, what: '' };
  let number = 0;

  const send = async (asked: BadRequest): Promise<void> => {
    number += 1;
    const what = `#${number} ${asked.operation.name} (${asked.kind}, ${asked.sender})`;
    const came = await sender.send({ ...asked, headers: { ...(await tokenFor(people, asked)), ...asked.headers } });
    endSession(people, asked, came);
    statuses[String(came.status)] = (statuses[String(came.status)] ?? 0) + 1;
    if (came.ms > slowest.ms) slowest = { ms: Math.round(came.ms), what };
    faultsIn(fleet.document, asked, came, mostMs).forEach((fault) => faults.push(`${what} ${fault}`));
  };
  const sendSome = (count: number): Promise<void> =>
    inParallel(
      Array.from({ length: count }, () => all.next().value as BadRequest),
      atATime,
      send,
    );

  try {
    await sendSome(Math.floor(requests / 2));
    const before = await heldBytes();
    // In lots: bodies that wait for their turn would count as held.
    for (let left = Math.ceil(requests / 2); left > 0; left -= 500) await sendSome(Math.min(left, 500));
    const grownBytes = (await heldBytes()) - before;
    return { asked: number, operations: operations.length, statuses, faults, slowest, grownBytes };
  } finally {
    sender.close();
  }
}

interface People {
  readonly admin: SigningIn;
  readonly viewer: SigningIn;
  /** Whose session may be ended. */
  readonly guest: SigningIn;
}

async function peopleOf(fleet: WholeFleet, workspaceId: string): Promise<People> {
  const [admin, viewer, guest] = [
    await signingIn(fleet, workspaceId, 'admin'),
    await signingIn(fleet, workspaceId, 'viewer'),
    await signingIn(fleet, workspaceId, 'admin'),
  ];
  await Promise.all([admin.token(), viewer.token(), guest.token()]);
  return { admin, viewer, guest };
}

const mayEndSession = ({ operation: { tag, method } }: BadRequest): boolean => tag === 'auth' && method !== 'get';

const personFor = (people: People, asked: BadRequest): SigningIn | undefined => {
  if (asked.sender === 'viewer') return people.viewer;
  if (asked.sender !== 'admin') return undefined;
  return mayEndSession(asked) ? people.guest : people.admin;
};

async function tokenFor(people: People, asked: BadRequest): Promise<Record<string, string>> {
  const token = await personFor(people, asked)?.token();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function endSession(people: People, asked: BadRequest, { status = 0, text }: Came): void {
  if (mayEndSession(asked) && status < 300) people.guest.signInAgain();
  if (status === 401 && text.includes('AUTH_REQUIRED')) personFor(people, asked)?.signInAgain();
}

/** In a few lines, for whoever reads the log of a run. */
export const inWords = ({ asked, operations, statuses, slowest, grownBytes }: FuzzReport): string =>
  `${asked} bad requests to ${operations} operations: ${JSON.stringify(statuses)}\n` +
  `slowest ${slowest.ms} ms: ${slowest.what}; memory ${(grownBytes / 2 ** 20).toFixed(1)} MiB over the second half\n`;
