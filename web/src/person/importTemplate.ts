/** A file to begin with: the columns an import knows, and one person as an example, in areas there are. */
import { saveFile } from './saveFile.ts';

export const saveTemplate = (areas: readonly string[]): void =>
  saveFile('people-template.csv', 'text/csv', templateText(areas));

export function templateText(areas: readonly string[]): string {
  const places = quoted(areas.slice(0, 2).join('; '));
  return [
    'Code,Name,Job,Team,Supervisor,Areas,Badge,Phone,E-mail,Badge only',
    `P-001,Ann Example,Packer,Packing,,${places},4711,+62 812 3456 7890,ann@example.com,no`,
    '',
  ].join('\r\n');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
