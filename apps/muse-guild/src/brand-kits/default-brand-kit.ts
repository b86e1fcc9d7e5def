import { v7 as uuidv7 } from 'uuid';
import type { NewBrandKit } from './brand-kits.repository';

/** What a workspace writes and draws with until it has a kit of its own: plain words, and colours that can be read on its background (WCAG AA). */
export const defaultBrandKit = (workspaceName: string): NewBrandKit => ({
  id: uuidv7(),
  voice: { summary: 'Plain, friendly and concrete', traits: ['plain', 'friendly', 'concrete'], samples: [] },
  tone: ['clear', 'calm'],
  lexicon: { required: [], banned: [], preferred: {} },
  palette: [
    { role: 'primary', hex: '#1d4ed8' },
    { role: 'background', hex: '#ffffff' },
    { role: 'text', hex: '#111827' },
  ],
  typography: { headings: 'sans-serif', body: 'sans-serif', scale: 1.25 },
  allowlist: { trademarks: [workspaceName], capitals: [] },
});
