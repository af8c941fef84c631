import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languages, templateKeys } from './channelConfig.ts';
import { cleanVariable, renderText, replyMax, templateText } from './renderText.ts';
import { texts, variablesIn } from './texts.ts';

const every = templateKeys.flatMap((key) => languages.map((language) => [key, language] as const));

test.each(every)('%s (%s) keeps the rules of WhatsApp for templates', (key, language) => {
  const template = templateText(key, language);
  expect(template).not.toMatch(/^\s*\{\{|\}\}\s*$/);
  expect(template).not.toMatch(/\}\}\s*\{\{/);
  expect(template).not.toMatch(/[\n\t]| {4}/);
  const numbers = [...template.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number));
  expect([...new Set(numbers)]).toEqual([...new Set(numbers)].map((_, index) => index + 1));
  // Both languages tell the same things.
  expect([...variablesIn(texts[key].texts[language].text)].sort()).toEqual(
    [...variablesIn(texts[key].texts.en.text)].sort(),
  );
  expect(Object.values(texts[key].samples).every((sample) => sample !== '')).toBe(true);
});

test('whatever the variables hold, no text is refused for what is in it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...every),
      fc.dictionary(
        fc.constantFrom('name', 'area', 'names', 'problem', 'summary', 'link'),
        fc.string({ unit: 'binary', maxLength: 3_000 }),
      ),
      ([template, language], variables) => {
        const { text, contentVariables } = renderText(
          { template, language, variables, createdAtMs: 0 },
          'UTC',
        );
        expect(text.length).toBeLessThanOrEqual(1_024);
        for (const value of Object.values(contentVariables ?? {})) {
          expect(value.trim()).toBe(value);
          expect(value).not.toBe('');
          expect(value).not.toMatch(/[\n\r\t{}]| {2}/);
        }
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

test('renderText() tells the time of the event at the site', () => {
  const variables = { name: 'Ana', area: 'Assembly', lastSeen: '09:41', minutes: '5' };
  const createdAtMs = Date.UTC(2026, 10, 20, 2, 46);
  const { text, contentVariables } = renderText(
    { template: 'absenceRaised', language: 'en', variables, createdAtMs },
    'Asia/Jakarta',
  );
  expect(text).toContain('Ana, Assembly, since 09:41, for 5 min now (told at 09:46)');
  expect(contentVariables).toEqual({ 1: 'Ana', 2: 'Assembly', 3: '09:41', 4: '5', 5: '09:46' });
});

test('cleanVariable() leaves one line, and a dash of nothing', () => {
  expect(cleanVariable('a\n\n b\t\tc    d')).toBe('a b c d');
  expect(cleanVariable(' \u200b\n')).toBe('–');
  expect(cleanVariable('{{1}}')).toBe('1');
  expect(cleanVariable('x'.repeat(500))).toHaveLength(120);
});

test('an answer keeps its lines, and is not longer than Twilio takes', () => {
  const text = `${'word '.repeat(600)}\nend`;
  const rendered = renderText(
    { template: 'reply', language: 'en', variables: { text }, createdAtMs: 0 },
    'UTC',
  );
  expect(rendered.text.length).toBeLessThanOrEqual(replyMax);
  expect(
    renderText({ template: 'reply', language: 'en', variables: { text: 'a\nb' }, createdAtMs: 0 }, 'UTC')
      .text,
  ).toBe('a\nb');
});
