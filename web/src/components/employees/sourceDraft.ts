/** A source as it stands in its form. */
import type { EmployeeSource, EmployeeSourceChange, EmployeeSourceKind } from '../../../../server/wire.ts';
import { employeeFields } from '../../employeeTexts.ts';
import { formText } from '../../formText.ts';

export function draftIn(form: HTMLFormElement): EmployeeSourceChange {
  const values = new FormData(form);
  const text = (name: string): string => formText(values, name).trim();
  const columns = Object.fromEntries(
    employeeFields.flatMap((field) => {
      const column = text(`columns.${field}`);
      return column === '' ? [] : [[field, column]];
    }),
  );
  const secret = formText(values, 'secret');
  return {
    source: sourceIn(text('kind') as EmployeeSourceKind, text, values),
    columns,
    statuses: text('statuses')
      .split(',')
      .map((status) => status.trim())
      .filter((status) => status !== ''),
    dateOrder: text('dateOrder') === 'monthFirst' ? 'monthFirst' : 'dayFirst',
    // Empty, it stays what it was: it never came to this page.
    ...(values.has('noSecret') ? { secret: '' } : secret === '' ? {} : { secret }),
  };
}

function sourceIn(
  kind: EmployeeSourceKind,
  text: (name: string) => string,
  values: FormData,
): EmployeeSource {
  const of = (name: string): string => text(`source.${name}`);
  switch (kind) {
    case 'csv':
      return { kind, folder: of('folder'), pattern: of('pattern'), which: whichOf(of('which')) };
    case 'sqlite':
      return { kind, file: of('file'), query: of('query') };
    case 'postgres':
      return {
        ...{ kind, host: of('host'), port: Number(of('port')), database: of('database'), user: of('user') },
        ...{ tls: values.has('source.tls'), query: of('query') },
      };
    case 'http':
      return {
        ...{ kind, url: of('url'), header: of('header'), rows: of('rows'), next: of('next') },
        certificate: of('certificate'),
      };
    default:
      return kind satisfies never;
  }
}

const whichOf = (which: string) => (which === 'all' || which === 'new' ? which : 'newest');

export function emptySource(kind: EmployeeSourceKind): EmployeeSource {
  switch (kind) {
    case 'csv':
      return { kind, folder: '', pattern: '*.csv', which: 'newest' };
    case 'sqlite':
      return { kind, file: '', query: '' };
    case 'postgres':
      return { kind, host: '', port: 5432, database: '', user: '', tls: true, query: '' };
    case 'http':
      return { kind, url: '', header: 'authorization', rows: '', next: '', certificate: '' };
    default:
      return kind satisfies never;
  }
}
