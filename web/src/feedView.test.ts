import { expect, test } from 'vitest';
import { parseView } from './feedView.ts';

test('parseView() takes what fits and forgets the rest', () => {
  expect(parseView('{"layout":"three","page":2,"leftOut":["gate",7],"keys":false}')).toMatchObject({
    layout: 'three',
    grid: 'three',
    page: 2,
    leftOut: ['gate'],
    keys: false,
  });
  for (const text of [null, '', '[', 'null', '7', '{"layout":"nine","page":-1,"leftOut":"x"}'])
    expect(parseView(text)).toMatchObject({
      layout: 'single',
      grid: 'auto',
      page: 0,
      leftOut: [],
      keys: true,
    });
});
