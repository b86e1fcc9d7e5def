import { csvRows } from './csv-rows';

describe('CSV', () => {
  it('is read by the names in its first line', () => {
    expect(csvRows('metric,value\r\nclicks,3\r\nviews,4\r\n')).toEqual([
      { metric: 'clicks', value: '3' },
      { metric: 'views', value: '4' },
    ]);
  });

  it('may have anything in quotes, a mark before it, and no last line end', () => {
    expect(csvRows('\uFEFFa,b\n"1, ""one""\nand more",2')).toEqual([{ a: '1, "one"\nand more', b: '2' }]);
  });

  it('leaves out what is empty', () => {
    expect(csvRows('a,b\n\n1,\n,2\n')).toEqual([{ a: '1' }, { b: '2' }]);
    expect(csvRows('a,b\n')).toEqual([]);
    expect(csvRows('a,b\n1,')).toEqual([{ a: '1' }]);
  });

  it.each([
    ['', 'no first line'],
    ['a,a\n1,2', 'twice'],
    ['a,b\n1', '1 fields in row 1'],
    ['a\n"open', 'not readable from character 3'],
    ['a\nx"y', 'not readable from character 3'],
  ])('refuses %j', (text, why) => {
    expect(() => csvRows(text)).toThrow(why);
  });

  it('is read in linear time', () => {
    const started = performance.now();
    expect(() => csvRows(`a\n${'"'.repeat(200_001)}`)).toThrow();
    csvRows(`a\n${'1\n'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
