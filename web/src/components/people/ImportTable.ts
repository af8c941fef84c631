import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '@lit-labs/virtualizer';
import type { ImportAction, ImportField, ImportPreview, ImportRow } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { shared } from '../../styles.ts';

const actions: readonly ImportAction[] = ['create', 'update', 'deactivate', 'problem', 'unchanged'];

/** What an imported file would change, row by row: from what, to what, and what is wrong. */
@customElement('w-import-table')
export class ImportTable extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .filters {
        margin-bottom: 0.75rem;
      }
      .filters button[aria-pressed='true'] {
        color: var(--on-accent);
        background: var(--accent);
        border-color: var(--accent);
      }
      .item {
        width: 100%;
        display: grid;
        grid-template-columns: 4.5rem 8rem minmax(0, 1fr);
        gap: 0.2rem 0.75rem;
        padding: 0.5rem 0.875rem;
        border-bottom: 1px solid var(--line);
      }
      .item > div {
        min-width: 0;
      }
      .list {
        max-height: 32rem;
        overflow: auto;
      }
      .wrong {
        display: block;
      }
      .wrong::first-letter {
        text-transform: none;
      }
      @media (max-width: 640px) {
        .item {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .item > div {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) preview: ImportPreview | null = null;
  @state() private shown: ImportAction | null = null;

  override render() {
    const { preview } = this;
    if (!preview) return nothing;
    const rows = preview.rows.filter(({ action }) => this.shown === null || action === this.shown);
    return html`<div class="row filters" role="group" aria-label=${msg('Show')}>
        ${this.#filter(null, msg(str`All: ${preview.rows.length}`))}
        ${actions.map((action) =>
          preview.counts[action] > 0
            ? this.#filter(action, `${actionWord(action)}: ${preview.counts[action]}`)
            : nothing,
        )}
      </div>
      <div class="list" tabindex="0" role="region" aria-label=${msg('What will change')}>
        <lit-virtualizer
          role="list"
          .items=${rows}
          .renderItem=${(row: ImportRow) => importRow(row)}
        ></lit-virtualizer>
      </div>`;
  }

  #filter(action: ImportAction | null, words: string) {
    return html`<button
      type="button"
      data-testid="show-${action ?? 'all'}"
      aria-pressed=${this.shown === action}
      @click=${() => (this.shown = action)}
    >
      ${words}
    </button>`;
  }
}

function importRow({ line, action, name, code, changes, problems }: ImportRow) {
  return html`<div class="item" role="listitem">
    <span class="soft small">${line === null ? msg('not in the file') : msg(str`line ${line}`)}</span>
    <span><span class="chip ${actionColour(action)}">${actionWord(action)}</span></span>
    <div>
      <strong class="wrap">${name || code || '–'}</strong>
      ${name && code ? html`<span class="soft small">${code}</span>` : nothing}
      ${
        action === 'create' || action === 'update'
          ? changes.filter(({ field }) => action === 'update' || !isInTitle(field)).map(change)
          : nothing
      }
      ${problems.map(
        ({ field, problem }) =>
          html`<span class="wrong small wrap"
            >${field === null ? problem : `${fieldWord(field)}: ${problem}`}</span
          >`,
      )}
    </div>
  </div>`;
}

/** Of a new person the title says it already. */
const isInTitle = (field: ImportField): boolean => field === 'name' || field === 'code';

function change({ field, from, to }: ImportRow['changes'][number]) {
  return html`<div class="small wrap">
    ${fieldWord(field)}:
    ${from === null ? nothing : html`<s class="soft">${from}</s> → `}${to ?? msg('nothing')}
  </div>`;
}

function actionWord(action: ImportAction): string {
  switch (action) {
    case 'create':
      return msg('New');
    case 'update':
      return msg('Changed');
    case 'deactivate':
      return msg('Deactivated');
    case 'unchanged':
      return msg('Unchanged');
    case 'problem':
      return msg('Problem');
    default:
      return action satisfies never;
  }
}

const colours = { create: 'good', update: 'warn', deactivate: 'bad', problem: 'bad', unchanged: '' } as const;
const actionColour = (action: ImportAction): string => colours[action];

export function fieldWord(field: ImportField): string {
  const words: Record<ImportField, string> = {
    ...{ code: msg('Employee code'), name: msg('Name'), job: msg('Job'), team: msg('Team') },
    ...{ supervisor: msg('Supervisor'), areas: msg('Areas'), badge: msg('Badge number') },
    ...{ phone: msg('Phone'), email: msg('E-mail'), badgeOnly: msg('Badge only') },
    deactivated: msg('Deactivated'),
  };
  return words[field];
}
