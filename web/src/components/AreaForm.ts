import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AreaDetails } from '../../../server/wire.ts';
import { areasApi } from '../api/areas.ts';
import { ApiError, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { findNested, flatten, idsWithin, type Nested } from '../tree.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

export type AreaFormGiven = {
  area: AreaDetails | null;
  parentId: string | null;
  tree: Nested<AreaDetails>[];
};

/** Name and place of an area. Fires `saved` with a sentence for the page. */
@customElement('w-area-form')
export class AreaForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .row {
        justify-content: end;
      }
    `,
  ];

  @state() private given: AreaFormGiven | null = null;
  @state() private name = '';
  @state() private parentId = '';
  @state() private timeZone = '';
  @state() private wrongZone = '';
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;
  @query('input') private input!: HTMLInputElement;

  async open(given: AreaFormGiven): Promise<void> {
    this.given = given;
    this.name = given.area?.name ?? '';
    this.parentId = given.parentId ?? '';
    this.timeZone = given.area?.timeZone ?? '';
    this.problem = '';
    this.wrongZone = '';
    await this.modal.open();
    this.input.focus();
  }

  override render() {
    const { given } = this;
    const heading = given?.area ? msg('Change an area') : msg('Add an area');
    return html`<w-modal .heading=${heading}>
      <form class="stack" @submit=${(event: Event) => this.#save(event)}>
        <label class="field"
          >${msg('Name')}
          <input
            name="name"
            required
            maxlength="100"
            autocomplete="off"
            data-testid="area-name"
            .value=${this.name}
            @input=${(event: InputEvent) => (this.name = (event.target as HTMLInputElement).value)}
        /></label>
        <label class="field"
          >${msg('Part of')}
          <select
            name="parent"
            data-testid="area-parent"
            @change=${(event: Event) => (this.parentId = (event.target as HTMLSelectElement).value)}
          >
            <option value="" ?selected=${this.parentId === ''}>${msg('None: top level')}</option>
            ${given ? this.#places(given) : nothing}
          </select></label
        >
        ${this.#zone()}
        ${
          given?.area && given.area.cameras.length > 0 && this.name.trim() !== given.area.name
            ? html`<p class="hint">
                ${msg('The files of its cameras are given the new name. What was recorded before keeps the old one.')}
              </p>`
            : nothing
        }
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <div class="row">
          <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
          <button class="primary" ?disabled=${this.busy} data-testid="save-area">${msg('Save')}</button>
        </div>
      </form>
    </w-modal>`;
  }

  /** Of a site elsewhere: shifts of who works there are by its clock. */
  #zone() {
    return html`<label class="field"
      >${msg('Time zone of the site')}
      <input
        name="timeZone"
        list="zones"
        autocomplete="off"
        placeholder=${msg('As the area it lies in, or the company')}
        data-testid="area-zone"
        .value=${this.timeZone}
        @input=${(event: InputEvent) => (this.timeZone = (event.target as HTMLInputElement).value)}
      />
      ${this.wrongZone ? html`<span class="wrong">${this.wrongZone}</span>` : nothing}
      <span class="hint"
        >${msg('Shifts of those who work here, and in what lies in it, go by this clock.')}</span
      >
      <datalist id="zones">
        ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
      </datalist></label
    >`;
  }

  /** Not the area itself, nor what lies in it. */
  #places({ area, tree }: AreaFormGiven) {
    const own = area && findNested(tree, area.areaId);
    const left = new Set(own ? idsWithin(own) : []);
    return flatten(tree)
      .filter(({ node }) => !left.has(node.id))
      .map(
        ({ node, depth }) =>
          html`<option value=${node.id} ?selected=${node.id === this.parentId}>
            ${'\u2003'.repeat(depth)}${node.item.name}
          </option>`,
      );
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.given) return;
    this.busy = true;
    try {
      const timeZone = this.timeZone.trim() || null;
      const fields = { name: this.name.trim(), parentId: this.parentId || null, timeZone };
      if (this.given.area) await areasApi.changeArea(this.given.area.areaId, fields);
      else await areasApi.addArea(fields);
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrongZone = (error instanceof ApiError && error.fields['timeZone']) || '';
      this.problem = this.wrongZone ? '' : sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
