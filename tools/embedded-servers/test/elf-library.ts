/** A symbol that the library imports: its name, the version it asks for, and whether it can do without. */
export interface ImportedSymbol {
  name: string;
  version: string;
  isWeak?: boolean;
}

const HEADER = 64;
const SECTION_HEADER = 64;

/** The smallest 64-bit ELF file that says which versions of libc.so.6 its imported symbols need. */
export function anElfLibrary(symbols: ImportedSymbol[]): Buffer {
  const strings = new StringTable();
  const versions = [...new Set(symbols.map(({ version }) => version))];
  const indexOf = (version: string): number => versions.indexOf(version) + 2;

  const symbolTable = Buffer.alloc(24 * (symbols.length + 1));
  const symbolVersions = Buffer.alloc(2 * (symbols.length + 1));
  symbols.forEach(({ name, version, isWeak }, index) => {
    symbolTable.writeUInt32LE(strings.add(name), 24 * (index + 1));
    symbolTable.writeUInt8(isWeak ? 0x22 : 0x12, 24 * (index + 1) + 4);
    symbolVersions.writeUInt16LE(indexOf(version), 2 * (index + 1));
  });

  const needs = Buffer.alloc(16 * (versions.length + 1));
  needs.writeUInt16LE(1, 0);
  needs.writeUInt16LE(versions.length, 2);
  needs.writeUInt32LE(strings.add('libc.so.6'), 4);
  needs.writeUInt32LE(16, 8);
  versions.forEach((version, index) => {
    const at = 16 * (index + 1);
    needs.writeUInt16LE(indexOf(version), at + 6);
    needs.writeUInt32LE(strings.add(version), at + 8);
    needs.writeUInt32LE(index === versions.length - 1 ? 0 : 16, at + 12);
  });

  return assemble([
    { type: 0, content: Buffer.alloc(0), link: 0, info: 0 },
    { type: 3, content: strings.content(), link: 0, info: 0 },
    { type: 11, content: symbolTable, link: 1, info: 1 },
    { type: 0x6fffffff, content: symbolVersions, link: 2, info: 0 },
    { type: 0x6ffffffe, content: needs, link: 1, info: 1 },
  ]);
}

class StringTable {
  private text = '\0';

  add(text: string): number {
    const position = this.text.length;
    this.text += `${text}\0`;
    return position;
  }

  content(): Buffer {
    return Buffer.from(this.text, 'latin1');
  }
}

function assemble(sections: { type: number; content: Buffer; link: number; info: number }[]): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(0x7f454c46, 0);
  header.writeUInt8(2, 4);
  header.writeUInt8(1, 5);
  header.writeUInt16LE(SECTION_HEADER, 0x3a);
  header.writeUInt16LE(sections.length, 0x3c);
  const table = Buffer.alloc(SECTION_HEADER * sections.length);
  let offset = HEADER;
  sections.forEach(({ type, content, link, info }, index) => {
    const at = SECTION_HEADER * index;
    table.writeUInt32LE(type, at + 4);
    table.writeBigUInt64LE(BigInt(offset), at + 24);
    table.writeBigUInt64LE(BigInt(content.length), at + 32);
    table.writeUInt32LE(link, at + 40);
    table.writeUInt32LE(info, at + 44);
    offset += content.length;
  });
  header.writeBigUInt64LE(BigInt(offset), 0x28);
  return Buffer.concat([header, ...sections.map(({ content }) => content), table]);
}
