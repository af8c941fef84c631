/** A whole body by its table. Never throws: what cannot be read is kept as it came, without what is secret in it. */
import { linesOf, wholeText } from './bodyText.ts';
import { readEvents, readStates, readTableRows } from './readAccess.ts';
import { readAttendance } from './readAttendance.ts';
import { readOperations } from './readOperations.ts';
import { optionsOf } from './readOptions.ts';
import { photoHead } from './readPhoto.ts';
import { emptyUpload, type Upload, withoutSecrets } from './rows.ts';

export type UploadOf = { table: string; tableName: string };

export function readUpload({ table, tableName }: UploadOf, body: Buffer): Upload {
  const into = emptyUpload();
  switch (table.toLowerCase()) {
    case 'attlog':
      readAttendance(linesOf(body), into);
      return into;
    case 'operlog':
      readOperations(linesOf(body), into);
      return into;
    // One table, and lines that begin with its name; some firmware leaves it out.
    case 'biodata':
    case 'fingertmp':
    case 'userpic':
    case 'biophoto':
    case 'face':
    case 'user':
    case 'userinfo':
      readOperations(linesOf(body).map(withWord(table)), into);
      return into;
    case 'options':
      for (const [key, value] of optionsOf(wholeText(body)).entries()) into.options.set(key, value);
      return into;
    case 'rtlog':
      readEvents(linesOf(body), 'rtlog', into);
      return into;
    case 'rtstate':
      readStates(linesOf(body), into);
      return into;
    case 'tabledata':
      if (tableName.toLowerCase() === 'options') return readUpload({ table: 'options', tableName: '' }, body);
      if (isPhoto(tableName)) return photo(body, into);
      readTableRows(tableName, linesOf(body), into);
      return into;
    case 'attphoto':
      return photo(body, into);
    default:
      return unknown(table, linesOf(body), into);
  }
}

const isPhoto = (name: string): boolean => /^att(photo)?$/i.test(name);

function photo(body: Buffer, into: Upload): Upload {
  into.rows++;
  if (photoHead(body) !== null) into.passedOver++;
  else
    into.raw.push({
      table: 'ATTPHOTO',
      row: `<${body.length} bytes>`,
      problem: 'it does not begin as a photo',
    });
  return into;
}

function unknown(table: string, lines: string[], into: Upload): Upload {
  into.rows += lines.length;
  const name = table.slice(0, 40);
  for (const line of lines)
    into.raw.push({ table: name, row: withoutSecrets(line), problem: 'a table that is not known here' });
  return into;
}

const withWord = (table: string) => {
  const word = table.toUpperCase() === 'USERINFO' ? 'USER' : table.toUpperCase();
  return (line: string): string => (/^[A-Za-z]+[ \t]/.test(line) ? line : `${word} ${line}`);
};
