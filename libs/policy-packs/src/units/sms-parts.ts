/** The basic table of GSM 03.38, and those that cost an escape as well. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

const GSM7 = { single: 160, part: 153 };
const UCS2 = { single: 70, part: 67 };

interface SmsSize {
  readonly encoding: 'GSM7' | 'UCS2';
  /** Septets, or units of two bytes. */
  readonly units: number;
  readonly parts: number;
}

/**
 * What a text costs as a short message: one character outside GSM 03.38 makes it UCS-2, which holds less than half as much. What
 * takes two units is never divided between parts.
 */
export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const isGsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const costs = characters.map((character) => (isGsm ? (EXTENDED.has(character) ? 2 : 1) : character.length));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const { single, part } = isGsm ? GSM7 : UCS2;
  return { encoding: isGsm ? 'GSM7' : 'UCS2', units, parts: units <= single ? 1 : partsOf(costs, part) };
}

function partsOf(costs: readonly number[], part: number): number {
  let parts = 1;
  let taken = 0;
  for (const cost of costs) {
    taken += cost;
    if (taken <= part) continue;
    parts++;
    taken = cost;
  }
  return parts;
}

export const smsParts = (text: string): number => smsSize(text).parts;
