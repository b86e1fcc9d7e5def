const SHT_DYNSYM = 11;
const SHT_GNU_VERSYM = 0x6fffffff;
const SHT_GNU_VERNEED = 0x6ffffffe;
const VERSION_INDEX_MASK = 0x7fff;
const VERSION_NEED_IS_WEAK = 0x2;
const ANY_VERSION = 1;
const SYMBOL_SIZE = 24;
const C23_PREFIX = '__isoc23_';

export interface GlibcPatch {
  binary: Buffer;
  /** Versions that were asked for and are now optional, such as `GLIBC_2.38`. */
  weakened: string[];
  /** Symbols that now resolve to their older namesake, such as `__isoc23_strtol` to `strtol`. */
  renamed: string[];
}

interface Section {
  type: number;
  offset: number;
  size: number;
  /** Index of the section with its strings. */
  link: number;
  /** For version needs: how many files there are. */
  info: number;
}

/**
 * A copy of a 64-bit little-endian ELF library that loads with an older glibc: version requirements newer than `glibcVersion`
 * (`2.36`) become optional, and C23 variants of string functions become the plain ones, which differ only in accepting `0b` literals.
 * Throws when the library needs a newer function that has no older namesake, because it would crash at the first call.
 */
export function relaxGlibcVersion(library: Buffer, glibcVersion: string): GlibcPatch {
  const binary = Buffer.from(library);
  const sections = readSections(binary);
  const needs = sections.find((section) => section.type === SHT_GNU_VERNEED);
  const versions = sections.find((section) => section.type === SHT_GNU_VERSYM);
  const symbols = sections.find((section) => section.type === SHT_DYNSYM);
  if (!needs || !versions || !symbols) throw new Error('The library has no version requirements to relax.');

  const weakened = weakenNewer(binary, needs, stringsOf(binary, sections, needs), glibcVersion);
  const renamed = renameSymbols(binary, symbols, versions, stringsOf(binary, sections, symbols), weakened);
  return { binary, weakened: [...weakened.values()], renamed };
}

function readSections(elf: Buffer): Section[] {
  const is64BitLittleEndian = elf.length > 64 && elf.readUInt32BE(0) === 0x7f454c46 && elf[4] === 2 && elf[5] === 1;
  if (!is64BitLittleEndian) throw new Error('Not a 64-bit little-endian ELF file.');
  const table = Number(elf.readBigUInt64LE(0x28));
  const entrySize = elf.readUInt16LE(0x3a);
  return Array.from({ length: elf.readUInt16LE(0x3c) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: elf.readUInt32LE(at + 4),
      offset: Number(elf.readBigUInt64LE(at + 24)),
      size: Number(elf.readBigUInt64LE(at + 32)),
      link: elf.readUInt32LE(at + 40),
      info: elf.readUInt32LE(at + 44),
    };
  });
}

function stringsOf(elf: Buffer, sections: Section[], section: Section): (position: number) => string {
  const base = sections[section.link]?.offset ?? 0;
  return (position) => elf.toString('latin1', base + position, elf.indexOf(0, base + position));
}

/** Marks each too new version as weak; answers their names by version index. */
function weakenNewer(
  elf: Buffer,
  needs: Section,
  text: (position: number) => string,
  glibcVersion: string,
): Map<number, string> {
  const weakened = new Map<number, string>();
  let file = needs.offset;
  for (let files = 0; files < needs.info; files++) {
    let need = file + elf.readUInt32LE(file + 8);
    for (let count = elf.readUInt16LE(file + 2); count > 0; count--) {
      const name = text(elf.readUInt32LE(need + 8));
      if (isNewer(name, glibcVersion)) {
        elf.writeUInt16LE(elf.readUInt16LE(need + 4) | VERSION_NEED_IS_WEAK, need + 4);
        weakened.set(elf.readUInt16LE(need + 6) & VERSION_INDEX_MASK, name);
      }
      need += elf.readUInt32LE(need + 12);
    }
    file += elf.readUInt32LE(file + 12);
  }
  return weakened;
}

function isNewer(versionName: string, glibcVersion: string): boolean {
  const wanted = /^GLIBC_(\d+)\.(\d+)/.exec(versionName);
  const [major = 0, minor = 0] = glibcVersion.split('.').map(Number);
  if (!wanted) return false;
  const [wantedMajor, wantedMinor] = [Number(wanted[1]), Number(wanted[2])];
  return wantedMajor > major || (wantedMajor === major && wantedMinor > minor);
}

// The plain name is the tail of the C23 name, so the symbol only has to point further into the same string.
function renameSymbols(
  elf: Buffer,
  symbols: Section,
  versions: Section,
  text: (position: number) => string,
  weakened: Map<number, string>,
): string[] {
  const renamed: string[] = [];
  for (let index = 0; index < symbols.size / SYMBOL_SIZE; index++) {
    const versionAt = versions.offset + index * 2;
    const version = weakened.get(elf.readUInt16LE(versionAt) & VERSION_INDEX_MASK);
    if (version === undefined) continue;
    const symbolAt = symbols.offset + index * SYMBOL_SIZE;
    const name = text(elf.readUInt32LE(symbolAt));
    if (name.startsWith(C23_PREFIX)) {
      elf.writeUInt32LE(elf.readUInt32LE(symbolAt) + C23_PREFIX.length, symbolAt);
      elf.writeUInt16LE(ANY_VERSION, versionAt);
      renamed.push(name);
    } else if (!isWeakSymbol(elf, symbolAt)) {
      throw new Error(`The library needs ${name} of ${version}, and this system has an older glibc.`);
    }
  }
  return renamed;
}

const isWeakSymbol = (elf: Buffer, symbolAt: number): boolean => elf.readUInt8(symbolAt + 4) >> 4 === 2;
