import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonView } from '../../../server/wire.ts';
import { shared } from '../styles.ts';
import { Ticking } from '../Ticking.ts';
import { rowsToShow, type Rows } from '../windowing.ts';
import type { PersonRow } from './PersonRow.ts';
import './PersonRow.ts';

const rowRem = 4.7;
/** Of rows that are used again and again; more where more are in sight. */
const slotsMin = 32;

/**
 * Any number of people; only the rows in sight are on the page. Assistive technology hears of how many each is one, and the row
 * with the focus stays. Works where the list scrolls itself, and where the page scrolls.
 */
@customElement('w-people-list')
export class PeopleList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow: auto;
        overflow-anchor: none;
      }
      ul {
        position: relative;
      }
      li {
        position: absolute;
        inset: 0 0 auto;
        contain: strict;
      }
      @media (max-width: 1000px) {
        :host {
          overflow: visible;
        }
      }
    `,
  ];

  @property({ attribute: false }) people: PersonView[] = [];
  @property() trackedPersonId: string | null = null;
  @property({ type: Boolean }) opens = false;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @state() private rows: Rows = { first: 0, end: 12 };
  @state() private rowPx = rowRem * 15;
  @state() private focused: string | null = null;
  @query('ul') private list!: HTMLElement;
  #focusedSlot = '';
  #frame = 0;
  readonly #resizes = new ResizeObserver(() => this.#onScroll());
  readonly #scrolled = () => this.#onScroll();

  constructor() {
    super();
    new Ticking(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    addEventListener('scroll', this.#scrolled, { passive: true, capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.removeEventListener('scroll', this.#scrolled);
    removeEventListener('scroll', this.#scrolled, { capture: true });
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('people') && changed.get('people')?.length !== this.people.length) this.#onScroll();
  }

  override render() {
    const { people, rowPx } = this;
    // Whole seconds: while the list is scrolled, rows that stay have nothing new to say.
    const nowMs = Math.floor((Date.now() + this.clockOffsetMs) / 1000) * 1000;
    return html`<ul
      role="list"
      .style=${`height: ${people.length * rowPx}px`}
      @keydown=${(event: KeyboardEvent) => void this.#onKey(event)}
      @focusin=${(event: FocusEvent) => this.#focusOn(indexAt(event))}
      @focusout=${() => (this.focused = null)}
    >
      ${repeat(
        this.#indexes(),
        (index) => this.#slotOf(index),
        (index) => this.#row(index, nowMs),
      )}
    </ul>`;
  }

  #row(index: number, nowMs: number) {
    const person = this.people[index];
    if (!person) return html``;
    return html`<li
      role="listitem"
      aria-setsize=${this.people.length}
      aria-posinset=${index + 1}
      data-index=${index}
      .style=${`height: ${this.rowPx}px; top: ${index * this.rowPx}px`}
    >
      <w-person-row
        .person=${person}
        .tracked=${person.personId === this.trackedPersonId}
        .opens=${this.opens}
        .nowMs=${nowMs}
        .timeZone=${this.timeZone}
      ></w-person-row>
    </li>`;
  }

  #indexes(): number[] {
    const { first, end } = this.rows;
    const last = Math.min(end, this.people.length);
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
    const focused = this.people.findIndex(({ personId }) => personId === this.focused);
    if (focused >= 0 && (focused < first || focused >= last)) indexes.push(focused);
    return indexes.sort((a, b) => a - b);
  }

  /**
   * A row that leaves gets the next person who comes: making a new one costs a weak machine far more. That with the focus keeps
   * its person, and who would come into it gets the spare one.
   */
  #slotOf(index: number): string {
    if (this.people[index]?.personId === this.focused) return this.#focusedSlot;
    const slot = String(index % Math.max(slotsMin, this.rows.end - this.rows.first));
    return this.focused !== null && slot === this.#focusedSlot ? 'spare' : slot;
  }

  #focusOn(index: number): void {
    const personId = this.people[index]?.personId ?? null;
    if (personId === this.focused) return;
    const slot = this.#slotOf(index);
    this.focused = personId;
    this.#focusedSlot = slot;
  }

  #onScroll(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#measure());
  }

  #measure(): void {
    this.#frame = 0;
    if (!this.list) return;
    this.rowPx = rowRem * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const list = this.list.getBoundingClientRect();
    const host = this.getBoundingClientRect();
    const from = Math.max(0, host.top) - list.top;
    const to = Math.min(innerHeight, host.bottom) - list.top;
    const rows = rowsToShow(from, to, this.rowPx, this.people.length);
    if (rows.first !== this.rows.first || rows.end !== this.rows.end) this.rows = rows;
  }

  /** Up and down go from person to person, whether their row is on the page or not. */
  async #onKey(event: KeyboardEvent): Promise<void> {
    const next = nextIndex(event.key, indexAt(event), this.people.length);
    if (next === null) return;
    event.preventDefault();
    this.#focusOn(next);
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`li[data-index="${next}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const inner = row?.querySelector<PersonRow>('w-person-row');
    await inner?.updateComplete;
    inner?.focus();
  }
}

const isRow = (node: EventTarget): boolean =>
  node instanceof HTMLElement && node.dataset['index'] !== undefined;

/** NaN: in no row. */
function indexAt(event: Event): number {
  const row = event.composedPath().find(isRow) as HTMLElement | undefined;
  return Number(row?.dataset['index'] ?? NaN);
}

function nextIndex(key: string, index: number, count: number): number | null {
  if (Number.isNaN(index)) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
