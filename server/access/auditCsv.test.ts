import { expect, test } from 'vitest';
import { auditCsv } from './auditCsv.ts';

const row = {
  ...{ auditId: '1', atMs: 0, userId: 'u', userName: 'Ada', action: 'person.renamed', subject: 'p' },
  ...{ subjectName: null, detail: {}, address: null },
};

test('auditCsv() writes what a spreadsheet reads back, and nothing that it would run', () => {
  const [, first, second] = auditCsv([
    { ...row, userName: 'A "B", C', detail: { from: 'x', to: 'y' } },
    { ...row, userName: '=HYPERLINK("http://evil.example")' },
  ]).split('\r\n');
  expect(first).toBe('1970-01-01T00:00:00.000Z,"A ""B"", C",person.renamed,p,,"from=x; to=y",');
  expect(second).toContain(`"'=HYPERLINK`);
});
