import { Length, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/**
 * Something about somebody's account is to be mailed to them. What and to whom is sealed with the gateway's own keys: addresses and what a link is
 * made of are for nobody who can read an outbox, a stream or a dead letter.
 */
@RaptorMessage({
  kind: 'command',
  name: 'gateway.account.mail',
  version: 1,
  channel: 'sys.gateway',
  lane: 'high',
  readers: ['gateway'],
})
export class MailAccount {
  @Length(1, 16_000) @Matches(/^[\w-]{1,32}\.[\w-]+$/) sealed!: string;
}
