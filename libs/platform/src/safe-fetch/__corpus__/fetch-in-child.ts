import { dialTcp } from '../dial';
import { SafeFetch } from '../safe-fetch';
import { resolveFrom } from './local-web';

/** Run in a process of its own, because Node reads its environment once: fetches over http and https, prints outcomes. */
async function main([httpPort, httpsPort]: number[]): Promise<void> {
  const safeFetch = new SafeFetch({
    allowedOrigins: [],
    resolve: resolveFrom(),
    dial: ({ port, signal }) =>
      dialTcp({ address: '127.0.0.1', family: 4, port: (port === 443 ? httpsPort : httpPort) ?? 0, signal }),
  });
  const outcome = (url: string) =>
    safeFetch.fetch(url).then(
      ({ body }) => body.toString(),
      (error: { code: string }) => error.code,
    );
  const outcomes = [await outcome('http://shop.example.com/'), await outcome('https://shop.example.com/')];
  process.stdout.write(JSON.stringify(outcomes));
}

void main(process.argv.slice(2).map(Number));
