import { relaxGlibcVersion } from './glibc-compat';
import { anElfLibrary } from './test/elf-library';

describe('relaxing the glibc version of a library', () => {
  const library = anElfLibrary([
    { name: 'malloc', version: 'GLIBC_2.2.5' },
    { name: '__isoc23_strtol', version: 'GLIBC_2.38' },
    { name: 'pidfd_spawnp', version: 'GLIBC_2.39', isWeak: true },
  ]);

  it('makes only the newer versions optional', () => {
    expect(relaxGlibcVersion(library, '2.36').weakened).toEqual(['GLIBC_2.38', 'GLIBC_2.39']);
    expect(relaxGlibcVersion(library, '2.38').weakened).toEqual(['GLIBC_2.39']);
  });

  it('lets C23 functions resolve to their plain namesakes', () => {
    const { binary, renamed } = relaxGlibcVersion(library, '2.36');
    expect(renamed).toEqual(['__isoc23_strtol']);
    // A symbol points to its name: nine characters further on in the same text stands "strtol".
    const secondSymbol = 64 + stringTableLength(library) + 24 * 2;
    expect(binary.readUInt32LE(secondSymbol)).toBe(library.readUInt32LE(secondSymbol) + '__isoc23_'.length);
  });

  it('leaves the original as it was', () => {
    const before = Buffer.from(library);
    relaxGlibcVersion(library, '2.36');
    expect(library.equals(before)).toBe(true);
  });

  it('changes nothing for a system that is new enough', () => {
    const { binary, weakened, renamed } = relaxGlibcVersion(library, '2.41');
    expect({ weakened, renamed }).toEqual({ weakened: [], renamed: [] });
    expect(binary.equals(library)).toBe(true);
  });

  it('compares versions as numbers, not as text', () => {
    const modern = anElfLibrary([{ name: '__isoc23_strtol', version: 'GLIBC_2.38' }]);
    expect(relaxGlibcVersion(modern, '2.4').weakened).toEqual(['GLIBC_2.38']);
  });

  it('refuses a library that needs a newer function without an older namesake', () => {
    const demanding = anElfLibrary([{ name: 'arc4random', version: 'GLIBC_2.36' }]);
    expect(() => relaxGlibcVersion(demanding, '2.31')).toThrow('needs arc4random of GLIBC_2.36');
  });

  it('refuses what is not a library', () => {
    expect(() => relaxGlibcVersion(Buffer.from('#!/bin/sh'), '2.36')).toThrow('Not a 64-bit little-endian ELF file');
  });

  function stringTableLength(elf: Buffer): number {
    const table = Number(elf.readBigUInt64LE(0x28));
    return Number(elf.readBigUInt64LE(table + 64 + 32));
  }
});
