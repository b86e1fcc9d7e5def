import { asOrder, beginsWithVerb, callProblems, callsFor } from './calls';

describe('calls to action', () => {
  it.each([
    ['Start free', 'Start free'],
    ['start your free trial →', 'Start your free trial'],
    ['Free trial', 'Start your free trial'],
    ['A demo', 'Book a demo'],
    ['Pricing guide', 'Get the pricing guide'],
    ['Plans', 'See plans'],
    ['Learn more', 'Try Tally'],
    ['Tally', 'Try Tally'],
    ['免费开始', '免费开始'],
  ])('%j is asked as %j', (said, order) => {
    expect(asOrder(said, 'Tally')).toBe(order);
  });

  it('know an order from a thing', () => {
    expect(['Book a demo', 'Free your Sundays', 'Join us'].every(beginsWithVerb)).toBe(true);
    expect(['Free trial', 'Your invoices', 'The demo'].some(beginsWithVerb)).toBe(false);
  });

  it.each([
    ['Click here', /what happens next/],
    ['Your invoices', /verb/],
    ['Tally for you', /verb/],
  ])('do not take %j', (text, said) => {
    expect(callProblems(text, 'Tally').join()).toMatch(said);
  });

  it('name the product once', () => {
    const calls = callsFor({ action: 'Try Tally', product: 'Tally', most: 30 });
    expect(calls).toContain('Try Tally');
    expect(calls.filter((text) => text.split('Tally').length > 2)).toEqual([]);
  });

  it('are several, each once, within their room', () => {
    const calls = callsFor({
      action: 'start your free trial',
      product: 'Tally',
      gain: 'invoices paid sooner',
      most: 25,
    });
    expect(calls[0]).toBe('Start your free trial');
    expect(calls).toContain('Start my free trial');
    expect(calls.length).toBeGreaterThanOrEqual(4);
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.every((text) => text.length <= 25)).toBe(true);
  });
});
