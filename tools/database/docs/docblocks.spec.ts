import { docblocksIn } from './docblocks';

describe('the docblocks of an entity', () => {
  it('are those of the class and its properties, on one line each, decorators or not', () => {
    const found = docblocksIn(`
      export const KINDS = ['a'] as const;
      /** Not an entity. */
      export interface Other {}
      /**
       * What is written, in \`versions\`.
       * Never removed.
       */
      @Entity({ name: 'notes' })
      export class NoteEntity extends TenantRow {
        /** For people. */
        @Column('text') title!: string;
        @Column('text') text!: string;
      }`);
    expect([...found]).toEqual([
      [
        'NoteEntity',
        {
          text: 'What is written, in `versions`. Never removed.',
          properties: new Map([
            ['title', 'For people.'],
            ['text', ''],
          ]),
        },
      ],
    ]);
  });
});
