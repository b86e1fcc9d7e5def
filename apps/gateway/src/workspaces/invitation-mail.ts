import { v7 as uuidv7 } from 'uuid';
import type { Mail } from '../mail/mailer';

/** Longest part of a name that is shown, and nothing in it that could begin another line or header. */
const shown = (name: string): string =>
  name
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 80);

/** Each is a mail of its own: another token, of which the newest is good. */
export const invitationMail = (email: string, workspaceName: string, token: string): Mail => ({
  id: `invite-${uuidv7()}`,
  to: email,
  subject: `You are invited to ${shown(workspaceName)} on RaptorFlow`,
  text: [
    `You are invited to the workspace "${shown(workspaceName)}" on RaptorFlow.`,
    '',
    'To accept, enter this token within a week where you were told to, or send it to POST /api/v1/invites/accept:',
    '',
    token,
    '',
    'If you have no account yet, you choose a password with it; otherwise you give the one you have.',
    'If you did not expect this, do nothing: without you nothing happens.',
    '',
  ].join('\n'),
});
