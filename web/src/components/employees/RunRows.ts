import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EmployeeAction, EmployeeRow, EmployeeRun } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { actionText, reasonText, roleHeading } from '../../employeeTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { fieldWord } from '../people/ImportTable.ts';

const actions: readonly EmployeeAction[] = [
  ...(['add', 'change', 'reactivate', 'deactivate', 'conflict', 'ignored'] as const),
];

/** What each row of a run became, and why. */
@customElement('w-run-rows')
export class RunRows extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.7rem;
      }
      button[aria-pressed='true'] {
        color: var(--on-accent);
        background: var(--accent);
        border-color: var(--accent);
      }
      li {
        display: grid;
        grid-template-columns: 7rem minmax(0, 1fr);
        gap: 0.2rem 0.75rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      li > div > * {
        display: block;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) run: EmployeeRun | null = null;
  @property({ type: Boolean }) opensPeople = false;
  @state() private shown: EmployeeAction | null = null;
  @state() private rows: EmployeeRow[] = [];
  @state() private next: number | null = null;
  @state() private problem = '';
  @state() private loading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load(0);
  }

  override render() {
    const { run } = this;
    if (!run) return nothing;
    const there = actions.filter((action) => run.counts[action] > 0);
    const all = there.reduce((sum, action) => sum + run.counts[action], 0);
    return html`<div class="row" role="group" aria-label=${msg('Show')}>
        ${this.#filter(null, msg(str`All: ${numberText(all)}`))}
        ${there.map((action) =>
          this.#filter(action, `${actionText(action).text}: ${numberText(run.counts[action])}`),
        )}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.rows.length === 0 && !this.loading ? html`<p class="soft">${this.#none(run)}</p>` : nothing}
      <ul aria-label=${msg('Rows')}>
        ${this.rows.map((row) => this.#row(row))}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<div>
              <button ?disabled=${this.loading} @click=${() => void this.#load(this.next ?? 0)}>
                ${msg('Show more')}
              </button>
            </div>`
      }`;
  }

  #none({ counts }: EmployeeRun): string {
    return counts.unchanged > 0
      ? msg(str`Everything is in order: ${numberText(counts.unchanged)} people are as the lists say.`)
      : msg('There are no rows.');
  }

  #filter(action: EmployeeAction | null, words: string) {
    return html`<button
      type="button"
      aria-pressed=${this.shown === action}
      data-testid="rows-${action ?? 'all'}"
      @click=${() => {
        this.shown = action;
        void this.#load(0);
      }}
    >
      ${words}
    </button>`;
  }

  #row({ action, name, code, role, line, personId, changes, reasons }: EmployeeRow) {
    const { text, colour } = actionText(action);
    const title = name || code || '–';
    return html`<li data-testid="run-row">
      <span><span class="chip ${colour}">${text}</span></span>
      <div>
        <span class="wrap"
          >${
            personId !== null && this.opensPeople
              ? html`<a href="/people/${encodeURIComponent(personId)}">${title}</a>`
              : html`<strong>${title}</strong>`
          }
          <span class="soft small"
            >${[code !== null && code !== title ? code : '', placeOf(role, line)].filter(Boolean).join(' · ')}</span
          ></span
        >
        ${
          action === 'add'
            ? nothing
            : changes
                .filter(({ field }) => field !== 'deactivated')
                .map(
                  ({ field, from, to }) =>
                    html`<span class="small wrap"
                      >${fieldWord(field)}:
                      ${from === null ? nothing : html`<s class="soft">${from}</s> → `}${to ?? msg('nothing')}</span
                    >`,
                )
        }
        ${reasons.map((reason) => html`<span class="soft small wrap">${reasonText(reason)}</span>`)}
      </div>
    </li>`;
  }

  async #load(after: number): Promise<void> {
    const { run, shown } = this;
    if (!run) return;
    this.loading = true;
    try {
      const page = await employeesApi.rows(run.runId, shown, after);
      if (this.shown !== shown) return;
      this.rows = after === 0 ? page.rows : [...this.rows, ...page.rows];
      this.next = page.next;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.loading = false;
    }
  }
}

function placeOf(role: EmployeeRow['role'], line: number | null): string {
  if (role === null || line === null) return '';
  const list = roleHeading(role);
  return msg(str`${list}, line ${line}`);
}
