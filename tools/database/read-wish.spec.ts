import { SERVICE_KEYS } from '@raptor/contracts';
import { readWish } from './read-wish';

describe('what is asked of the database', () => {
  it.each([
    ['muse migrate', { command: 'migrate', services: ['muse'], name: '', yes: false }],
    ['migrate muse', { command: 'migrate', services: ['muse'], name: '', yes: false }],
    ['all status', { command: 'status', services: SERVICE_KEYS, name: '', yes: false }],
    ['status', { command: 'status', services: SERVICE_KEYS, name: '', yes: false }],
    ['migrate', { command: 'migrate', services: SERVICE_KEYS, name: '', yes: false }],
    ['revert council', { command: 'revert', services: ['council'], name: '', yes: false }],
    ['revert council --yes', { command: 'revert', services: ['council'], name: '', yes: true }],
    ['muse create create-notes', { command: 'create', services: ['muse'], name: 'create-notes', yes: false }],
    ['muse generate add-author', { command: 'generate', services: ['muse'], name: 'add-author', yes: false }],
    ['muse drift', { command: 'drift', services: ['muse'], name: '', yes: false }],
  ])('is understood: %s', (words, wish) => {
    expect(readWish(words.split(' '))).toEqual(wish);
  });

  it.each([
    ['', 'Say what to do'],
    ['muse', 'Say what to do'],
    ['muse explode', 'There is no command explode'],
    ['muze status', 'There is no service muze'],
    ['status muze', 'There is no service muze'],
    ['revert', 'Say of which service: revert <service>'],
    ['revert all', 'revert is for one service at a time'],
    ['all drift', 'drift is for one service at a time'],
    ['muse create', 'Say the name of the migration: create <name>'],
    ['revert muse twice', 'Nobody knows what "twice" means'],
    ['status muse --yes', '--yes is for revert'],
    ['status --check', 'There is no service --check'],
    ['muse create a b c', 'Nobody knows what "a b c" means'],
  ])('is refused with a reason: "%s"', (words, reason) => {
    expect(readWish(words.split(' ').filter(Boolean))).toBe(reason);
  });
});
