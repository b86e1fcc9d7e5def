import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const ITERATIONS = 4096;
const pbkdf2Async = promisify(pbkdf2);

/**
 * What PostgreSQL stores for a SCRAM-SHA-256 password (RFC 5803). Sent instead of the password, so that it shows in no server's
 * statement log. Only printable ASCII is accepted, as other characters would first need SASLprep.
 */
export async function scramVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  if (!/^[\x21-\x7e]+$/.test(password))
    throw new Error('A database password must be made of printable ASCII characters without spaces.');
  const salted = await pbkdf2Async(password, salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}
