import { Injectable } from '@nestjs/common';
import { Database, invalid } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { IdentityRepository } from '../identity/identity.repository';
import { CHECK_VIOLATION, isUniqueViolation, violatedBy } from './unique-violation';

/** Accounts of people who are invited: a membership is of somebody, and so they have one before they have chosen a password. */
@Injectable()
export class InvitedAccounts {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityRepository,
  ) {}

  /** @param email normalised. */
  async idFor(email: string): Promise<string> {
    const known = await this.find(email);
    if (known) return known;
    const id = uuidv7();
    try {
      await this.database.withUser(id, (tx) =>
        this.identity.createUser(tx, { id, email, passwordHash: null, displayName: '' }),
      );
      return id;
    } catch (error) {
      // Somebody else has invited them, or they have registered, at this very moment.
      const other = isUniqueViolation(error) ? await this.find(email) : undefined;
      if (other) return other;
      if (violatedBy(error) === CHECK_VIOLATION)
        throw invalid('email', 'has letters that are written in more than one way');
      throw error;
    }
  }

  private async find(email: string): Promise<string | undefined> {
    return (await this.database.withSignIn(email, (tx) => this.identity.findByEmail(tx, email)))?.id;
  }
}
