/** Goal: who follows docs/whatsapp.md pastes our exact texts and finds every code. Method: the document is held against the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { languages, templateKeys } from '../../server/channels/channelConfig.ts';
import { codes } from '../../server/channels/codes.ts';
import { templateText } from '../../server/channels/renderText.ts';
import { texts, variablesIn } from '../../server/channels/texts.ts';

const path = join(packageRoot(), 'docs/whatsapp.md');
const document = readFileSync(path, 'utf8');
const sectionOf = (name: string): string =>
  new RegExp(`<!-- ${name} -->\\n\\n([^]*?)\\n<!-- end of ${name} -->`).exec(document)?.[1] ?? '';

const languageNames = { en: 'English', id: 'Indonesian' };
const templates = templateKeys
  .map((key) => {
    const blocks = languages.map(
      (language) => `${languageNames[language]}:\n\n\`\`\`text\n${templateText(key, language)}\n\`\`\`\n`,
    );
    const { samples } = texts[key];
    const named = variablesIn(texts[key].texts.en.text);
    const shown = named.map((name, index) => `\`{{${index + 1}}}\` ${samples[name] ?? ''}`);
    return `### ${key}\n\n${blocks.join('\n')}\nSamples: ${shown.join(' · ')}\n`;
  })
  .join('\n');
const table = Object.entries(codes).map(
  ([code, { action, problem }]) => `| \`${code}\` | ${action} | ${problem} |`,
);

test('the texts to paste are the ones we send', () => {
  if (process.env['WRITE_DOCS']) write('templates', templates);
  else expect(sectionOf('templates')).toBe(templates);
});

test('every code is listed with what is done about it', () => {
  const wanted = `${['| code | done | what it means |', '|---|---|---|', ...table].join('\n')}\n`;
  if (process.env['WRITE_DOCS']) write('codes', wanted);
  else expect(sectionOf('codes')).toBe(wanted);
});

/** With WRITE_DOCS=1: the sections are written anew. */
function write(name: string, text: string): void {
  const now = readFileSync(path, 'utf8');
  const section = new RegExp(`(<!-- ${name} -->\\n\\n)[^]*?(\\n<!-- end of ${name} -->)`);
  writeFileSync(
    path,
    now.replace(section, (_, begin: string, end: string) => begin + text + end),
  );
}
