import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleetCatalogue } from './fleet-catalogue';
import { messagePage } from './message-page';
import { writeMissingSamples } from './samples';

const root = join(__dirname, '..', '..');

export const MESSAGE_PAGE = join(root, 'docs', 'messages.md');
export const SAMPLES = join(root, 'libs', 'contracts', 'samples');

if (require.main === module) {
  try {
    const catalogue = fleetCatalogue();
    writeFileSync(MESSAGE_PAGE, messagePage(catalogue));
    const files = writeMissingSamples(SAMPLES, catalogue);
    console.log(
      ['docs/messages.md is written.', ...files.map((file) => `New: libs/contracts/samples/${file}`)].join('\n'),
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
