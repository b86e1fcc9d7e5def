import { findAll, type Detector } from './found';

/** Groups of digits as people write numbers to call; what it is has still to be judged. */
const GROUPS = /(?<![\p{L}\d$€£¥.,-])\+?\(?\d[\d() .\-\u00a0/]{5,28}\d(?![\d%‰])/gu;
const VANITY = /(?<![\p{L}\d])(?:\+?1[ .-])?8(?:00|33|44|55|66|77|88)[ .-][\p{Lu}\d][\p{Lu}\d-]{5,12}(?![\p{L}\d])/gu;
const DATE = /^(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}|\d{4} ?- ?\d{4})$/;
const THOUSANDS = /^\d{1,3}(?:[ .\u00a0]\d{3})+$/;
const CLOCK = /^\d{1,2}(?:\/\d{1,3}){1,3}$/;

function isPhoneNumber(written: string): boolean {
  const digits = written.replace(/\D/g, '').length;
  if (digits < 7 || digits > 15) return false;
  if (written.startsWith('+')) return digits >= 8;
  if (DATE.test(written) || THOUSANDS.test(written) || CLOCK.test(written)) return false;
  if (/^\d+$/.test(written)) return digits >= 9 && /^[01]/.test(written);
  const groups = written.split(/\D+/).filter(Boolean);
  const local = groups.length === 2 && groups[0]?.length === 3 && groups[1]?.length === 4;
  return (
    local || (groups.length >= 3 && groups.every(({ length }) => length <= 5)) || (groups.length === 2 && digits >= 9)
  );
}

/** Numbers to call, in the usual ways of writing them; dates, prices and "24/7" are none. */
export const phoneNumbers: Detector = (text) => [
  ...findAll(text, GROUPS).filter(({ text: written }) => isPhoneNumber(written)),
  ...findAll(text, VANITY),
];
