import type { Transaction } from '@raptor/persistence';
import type { EvidenceItem } from './evidence';

/** Keeps what agents have read in tables of its guild's own, in the transaction that stores it as evidence; may be asked again for the same. */
export type KeepEvidence = (tx: Transaction, items: readonly EvidenceItem[]) => Promise<void>;

/** Who keeps evidence besides the kit: a guild's feature registers itself when it is made. */
export class EvidenceKeepers {
  private readonly keepers: KeepEvidence[] = [];

  register(keeper: KeepEvidence): void {
    this.keepers.push(keeper);
  }

  async keep(tx: Transaction, items: readonly EvidenceItem[]): Promise<void> {
    for (const keep of this.keepers) await keep(tx, items);
  }
}
