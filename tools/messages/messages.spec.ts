import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RaptorMessage, type MessageMetadata } from '@raptor/contracts';
import { MessageCatalogue, type MessageClass } from '@raptor/raptor-bus';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { fleetCatalogue } from './fleet-catalogue';
import { messagePage } from './message-page';
import { MESSAGE_PAGE, SAMPLES } from './messages';
import { sampleProblems, writeMissingSamples } from './samples';

describe('the messages of the fleet', () => {
  it('have samples that can still be read', () => {
    expect(sampleProblems(SAMPLES, fleetCatalogue())).toEqual([]);
  });

  it('are on the page about them as they are (if not: npm run messages)', () => {
    expect(readFileSync(MESSAGE_PAGE, 'utf8')).toBe(messagePage(fleetCatalogue()));
  });
});

const COUNTED: MessageMetadata = {
  kind: 'event',
  name: 'muse.words.counted',
  version: 1,
  channel: 'sys.council',
  readers: ['council', 'gateway'],
};

/** As if `type` were a message. */
function catalogueOf(type: MessageClass, metadata: MessageMetadata = COUNTED): MessageCatalogue {
  RaptorMessage(metadata)(type);
  return new MessageCatalogue([type]);
}

class Word {
  @IsString() text!: string;
  @IsInt() @Min(3) @Max(9) count!: number;
}

const firstVersion = (): MessageClass => {
  class WordsCounted {
    @IsUUID() id!: string;
    @IsIn(['en', 'de']) language!: string;
    @IsOptional() @Matches(/^[A-Z]+-\d{3}$/) agentCode?: string;
    @IsArray() @ValidateNested({ each: true }) @Type(() => Word) words!: Word[];
    @IsString({ each: true }) tags!: string[];
  }
  return WordsCounted;
};

describe('samples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  const file = join(folder, 'muse.words.counted@1.json');

  beforeEach(() => {
    rmSync(folder, { recursive: true });
    writeMissingSamples(folder, catalogueOf(firstVersion()));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are written with every field, and read back', () => {
    const { payload, workspaceId, confirm } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(payload).toEqual({
      id: expect.stringMatching(/^0190/) as string,
      language: 'en',
      agentCode: expect.stringMatching(/^LORD-/) as string,
      words: [{ text: 'text', count: 9 }],
      tags: ['text'],
    });
    expect({ workspaceId, confirm }).toEqual({ workspaceId: expect.any(String) as string, confirm: true });
    expect(sampleProblems(folder, catalogueOf(firstVersion()))).toEqual([]);
  });

  it('are never written again', () => {
    writeFileSync(file, 'as it was published');
    expect(writeMissingSamples(folder, catalogueOf(firstVersion()))).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe('as it was published');
  });

  it('are missed', () => {
    rmSync(file);
    expect(sampleProblems(folder, catalogueOf(firstVersion()))).toEqual([
      'muse.words.counted@1.json is missing: npm run messages',
    ]);
  });

  it('are noticed when their message is gone', () => {
    expect(sampleProblems(folder, new MessageCatalogue([]))).toEqual([
      expect.stringMatching(/^muse\.words\.counted@1\.json is of no message/),
    ]);
  });

  it('hold the message that they are named for', () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version":1', '"version":2'));
    expect(sampleProblems(folder, catalogueOf(firstVersion()))).toEqual([
      expect.stringContaining('holds version 2 of muse.words.counted'),
    ]);
  });

  it('tell when a message can no longer be read', () => {
    class WordsCounted {
      @IsInt() id!: number;
      @IsString() newField!: string;
    }
    expect(sampleProblems(folder, catalogueOf(WordsCounted))).toEqual([
      expect.stringMatching(/id must be an integer number.*newField must be a string.*make a new version/),
    ]);
  });

  it('tell when a field that was published is no longer read', () => {
    class WordsCounted {
      @IsUUID() id!: string;
    }
    expect(sampleProblems(folder, catalogueOf(WordsCounted))).toEqual([expect.stringContaining('loses fields')]);
  });

  it('tell when the envelope can no longer be read', () => {
    writeFileSync(file, '{"name":"muse.words.counted"}');
    expect(sampleProblems(folder, catalogueOf(firstVersion()))).toEqual([
      expect.stringContaining('is not an envelope'),
    ]);
  });

  it('are left to a person where no example can be found', () => {
    class Odd {
      @Matches(/^no example fits this$/) text!: string;
    }
    expect(() => writeMissingSamples(folder, catalogueOf(Odd, { ...COUNTED, name: 'muse.odd' }))).toThrow(
      'Write muse.odd@1.json by hand, as the bus would: nothing is known that fits Odd.text',
    );
  });
});

describe('the page of messages', () => {
  it('has a row and the fields of each version', () => {
    const lines = messagePage(catalogueOf(firstVersion())).split('\n');
    expect(lines).toContain('| `muse.words.counted` | 1       | event | `sys.council` | normal | council, gateway |');
    expect(lines.at(-2)).toBe(
      '- `muse.words.counted@1`: `{ id: uuid, language: string, agentCode?: string, words: { text: string, count: integer }[], tags: string[] }`',
    );
  });
});
