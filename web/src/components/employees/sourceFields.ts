/** What each kind of source needs to be told. */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { EmployeeRole, EmployeeSource } from '../../../../server/wire.ts';
import { againHint, formField } from '../../formParts.ts';
import type { FormProblem } from '../../formProblem.ts';

/** `again`: why the secret that is set must be typed again; null: it stays. */
type Given = { wrong: FormProblem; role: EmployeeRole; secretSet: boolean; again: string | null };

export function sourceFields(source: EmployeeSource, given: Given): TemplateResult {
  switch (source.kind) {
    case 'csv':
      return csvFields(source, given);
    case 'sqlite':
      return html`${typed(given, 'file', msg('File'), source.file, '/srv/hr/staff.sqlite')}
      ${queryField(given, source.query)}`;
    case 'postgres':
      return postgresFields(source, given);
    case 'http':
      return httpFields(source, given);
    default:
      return source satisfies never;
  }
}

type Csv = Extract<EmployeeSource, { kind: 'csv' }>;
function csvFields({ folder, pattern, which }: Csv, given: Given) {
  const choices = [
    { value: 'newest', text: msg('The newest file') },
    { value: 'all', text: msg('All files together') },
    ...(given.role === 'terminated' ? [{ value: 'new', text: msg('Every new file, once') }] : []),
  ];
  return html`${typed(given, 'folder', msg('Folder on the server'), folder, '/srv/hr/active')}
  ${typed(given, 'pattern', msg('Name of the files'), pattern, 'active-*.csv')}
  ${formField(
    given.wrong,
    'source.which',
    msg('Read'),
    html`<select name="source.which" data-testid="source-which">
      ${choices.map((each) => html`<option value=${each.value} ?selected=${each.value === which}>${each.text}</option>`)}
    </select>`,
  )}`;
}

type Postgres = Extract<EmployeeSource, { kind: 'postgres' }>;
function postgresFields({ host, port, database, user, tls, query }: Postgres, given: Given) {
  return html`${typed(given, 'host', msg('Address'), host, 'hr.example.com')}
    ${typed(given, 'port', msg('Port'), String(port), '5432')}
    ${typed(given, 'database', msg('Database'), database, 'hr')}
    ${typed(given, 'user', msg('User'), user, 'reader')} ${secretField(given, msg('Password'))}
    <label class="check"
      ><input type="checkbox" name="source.tls" ?checked=${tls} /><span
        >${msg('Encrypted, with a certificate that is trusted')}</span
      ></label
    >
    ${queryField(given, query)}`;
}

type Http = Extract<EmployeeSource, { kind: 'http' }>;
function httpFields({ url, header, rows, next, certificate }: Http, given: Given) {
  return html`<div class="wide">
      ${typed(given, 'url', msg('Address'), url, 'https://hr.example.com/api/employees')}
    </div>
    ${typed(given, 'header', msg('Header that signs in'), header, 'authorization')}
    ${secretField(given, msg('Its value'))}
    ${typed(given, 'rows', msg('Where the list stands in the answer'), rows, 'data.employees', msg('Empty: the answer is the list.'))}
    ${typed(given, 'next', msg('Where the address of the next page stands'), next, 'data.next', msg('Empty: there is one page.'))}
    <details class="wide" ?open=${certificate !== ''}>
      <summary>${msg('A certificate of your own')}</summary>
      ${formField(
        given.wrong,
        'source.certificate',
        msg('Of the authority to trust, as PEM'),
        html`<textarea
          name="source.certificate"
          rows="3"
          spellcheck="false"
          .value=${certificate}
        ></textarea>`,
      )}
    </details>`;
}

function typed(
  { wrong }: Given,
  key: string,
  label: string,
  value: string,
  placeholder: string,
  hint?: string,
) {
  const name = `source.${key}`;
  return formField(
    wrong,
    name,
    label,
    html`<input
        name=${name}
        autocomplete="off"
        spellcheck="false"
        placeholder=${placeholder}
        .value=${value}
        data-testid="source-${key}"
      />${hint ? html`<span class="hint">${hint}</span>` : nothing}`,
  );
}

const secretField = ({ wrong, secretSet, again }: Given, label: string) =>
  html`<div class="stack">
    ${formField(
      wrong,
      'secret',
      label,
      html`<input
          name="secret"
          type="password"
          autocomplete="new-password"
          ?required=${again !== null}
          placeholder=${secretSet && again === null ? msg('Set; type to replace it') : nothing}
          data-testid="source-secret"
        />
        ${againHint(again)}`,
    )}
    ${
      secretSet
        ? html`<label class="check">
            <input type="checkbox" name="noSecret" data-testid="source-no-secret" />
            <span>${msg('It needs none any more')}</span>
          </label>`
        : nothing
    }
  </div>`;

const queryField = ({ wrong }: Given, query: string) =>
  html`<div class="wide">
    ${formField(
      wrong,
      'source.query',
      msg('Query'),
      html`<textarea
          name="source.query"
          rows="4"
          spellcheck="false"
          placeholder=${msg('SELECT code, name, department FROM staff')}
          .value=${query}
          data-testid="source-query"
        ></textarea
        ><span class="hint">${msg('One SELECT. Use AS to give columns other names.')}</span>`,
    )}
  </div>`;
