import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RIVALS } from './business';
import { Dice } from './dice';

/** Sites of rivals on loopback, each at an origin of its own, with the pages that a company's site has. */
export class RivalSites {
  private constructor(private readonly sites: ReadonlyMap<string, Server>) {}

  static async open(): Promise<RivalSites> {
    const sites = new Map<string, Server>();
    for (const [at, domain] of RIVALS.entries()) {
      const pages = pagesOf(domain, new Dice(at + 1));
      const server = createServer((request, response) => {
        const page = pages.get(new URL(request.url ?? '/', 'http://rival').pathname);
        response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      sites.set(domain, server);
    }
    return new RivalSites(sites);
  }

  get origins(): string[] {
    return [...this.sites.keys()].map((domain) => this.homeOf(domain).slice(0, -1));
  }

  /** @throws Error for a domain that is no rival's. */
  readonly homeOf = (domain: string): string => {
    const server = this.sites.get(domain);
    if (!server) throw new Error(`No site of ${domain}`);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };

  async close(): Promise<void> {
    for (const server of this.sites.values()) {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  }
}

const SENTENCES = [
  'Send an invoice in the time it takes to drink a coffee.',
  'Your clients pay by card, transfer or direct debit, and you see it at once.',
  'More than 4,000 businesses close their books with us every month.',
  'Reminders go out by themselves, in your words and at your pace.',
  'Connect your bank and let transactions find their receipts.',
  'Work with your accountant in the same place, without sending files.',
  'Everything is stored in Europe and encrypted at rest.',
  'Start free, and stay as long as it helps you.',
  'Support answers within two hours on working days.',
  'Import what you have from a spreadsheet in minutes.',
] as const;

function pagesOf(domain: string, dice: Dice): Map<string, string> {
  const name = (domain.split('.')[0] ?? domain).replace(/^./, (letter) => letter.toUpperCase());
  const text = (paragraphs: number): string =>
    Array.from(
      { length: paragraphs },
      () => `<p>${Array.from({ length: 4 }, () => dice.of(SENTENCES)).join(' ')}</p>`,
    ).join('\n');
  const links = ['Pricing', 'Product', 'About', 'Customers', 'Security']
    .map((title) => `<a href="/${title.toLowerCase()}">${title}</a>`)
    .join(' ');
  const page = (title: string, body: string): string =>
    `<!doctype html><html lang="en"><head><title>${title} - ${name}</title></head><body><nav>${links}</nav><h1>${title}</h1>${body}</body></html>`;
  const [solo, team] = [8 + dice.below(8), 18 + dice.below(12)];
  const plans = [
    `<h2>Solo</h2><p>For one-person businesses</p><p>$${solo} per month</p><ul><li>Unlimited invoices</li><li>Payment reminders</li></ul>`,
    `<h2>Team</h2><p>Most popular</p><p>$${team} per user / month</p><ul><li>Roles and approvals</li><li>Time tracking</li></ul>`,
    '<h2>Enterprise</h2><p>Custom pricing</p><p>Contact sales</p>',
    '<p>Every plan comes with a 14-day free trial.</p>',
  ];
  return new Map([
    ['/', page(`${name}: invoicing without the evenings`, text(6))],
    ['/pricing', page('Pricing', plans.join('\n') + text(2))],
    ['/product', page('Product', text(8))],
    ['/about', page('About', text(4))],
    ['/customers', page('Customers', `<blockquote>${dice.of(SENTENCES)}</blockquote>${text(4)}`)],
    ['/security', page('Security', `<p>ISO 27001 and GDPR.</p>${text(3)}`)],
  ]);
}
