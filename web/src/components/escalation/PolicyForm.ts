import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EscalationLevel, EscalationPolicy, NewPolicy, Overview } from '../../../../server/wire.ts';
import { ApiError, sentenceOf } from '../../api.ts';
import { policiesApi } from '../../api/incidents.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { areasAsNested, asTree, teamsAsNested } from '../../nesting.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';
import './LevelsEditor.ts';

export type PolicyFormGiven = {
  /** null: a new one. */
  policyId: string | null;
  draft: NewPolicy;
  /** Those of the others: each team, area and the company has one at most. */
  taken: EscalationPolicy[];
};

/** A policy to add or change. Fires `saved`. */
@customElement('w-policy-form')
export class PolicyForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      w-modal {
        --modal-width: 42rem;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.4rem;
        font-weight: 650;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
        gap: 0.75rem;
      }
      .hours {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.4rem 0 0 1.6rem;
      }
      .hours input {
        width: 8rem;
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) overview: Overview | null = null;
  @state() private given: PolicyFormGiven | null = null;
  @state() private draft: NewPolicy | null = null;
  @state() private busy = false;
  @state() private problems: string[] = [];
  @query('w-modal') private modal!: Modal;

  async open(given: PolicyFormGiven): Promise<void> {
    this.given = null;
    await this.updateComplete;
    Object.assign(this, { given, draft: given.draft, problems: [] });
    await this.modal.open();
    this.renderRoot.querySelector<HTMLElement>('input[name="name"]')?.focus();
  }

  override render() {
    return html`<w-modal
      .heading=${this.given?.policyId ? msg('Change a policy') : msg('Add a policy')}
      data-testid="policy-form"
    >
      ${this.given && this.draft ? this.#body(this.draft) : nothing}
    </w-modal>`;
  }

  #body(draft: NewPolicy) {
    const people = this.overview?.people ?? [];
    return html`<form class="stack" @submit=${(event: Event) => void this.#save(event)}>
      <div class="two">
        <label class="field"
          >${msg('Name')}<input
            name="name"
            required
            maxlength="80"
            autocomplete="off"
            data-testid="policy-name"
            .value=${draft.name}
            @change=${(event: Event) => this.#change({ name: valueOf(event).trim() })}
        /></label>
        ${this.#subject(draft)}
      </div>
      <fieldset>
        <legend>${msg('When a person is absent')}</legend>
        <w-levels-editor
          data-testid="person-levels"
          label=${msg('Levels for absences')}
          .levels=${draft.levels}
          .people=${people}
          @levels=${(event: CustomEvent<EscalationLevel[]>) => this.#change({ levels: event.detail })}
        ></w-levels-editor>
      </fieldset>
      <fieldset>
        <legend>${msg('When a camera is blind, a terminal unknown or a backup fails')}</legend>
        <w-levels-editor
          forDevices
          label=${msg('Levels for cameras, terminals and backups')}
          .levels=${draft.deviceLevels}
          .people=${people}
          @levels=${(event: CustomEvent<EscalationLevel[]>) => this.#change({ deviceLevels: event.detail })}
        ></w-levels-editor>
      </fieldset>
      ${this.#quiet(draft)} ${this.#rest(draft)}
      ${this.problems.map((problem) => html`<p class="problem" role="alert">${icon('warning')}${problem}</p>`)}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-policy">${msg('Save')}</button>
      </div>
    </form>`;
  }

  #subject({ subject, subjectId }: NewPolicy) {
    const chosen = subject === 'company' ? 'company' : `${subject}:${subjectId ?? ''}`;
    const isTaken = (key: string) => key !== chosen && this.#takenKeys().has(key);
    const option = (key: string, name: string, depth = 0) =>
      isTaken(key)
        ? nothing
        : html`<option value=${key} ?selected=${key === chosen}>
            ${'\u00a0\u00a0'.repeat(depth)}${name}
          </option>`;
    const teams = asTree(teamsAsNested(this.overview?.teams ?? []));
    const areas = asTree(areasAsNested(this.overview?.areas ?? []));
    return html`<label class="field"
      >${msg('For')}
      <select
        data-testid="policy-subject"
        @change=${(event: Event) => {
          const [kind, id = null] = valueOf(event).split(/:(.*)/s);
          this.#change({ subject: kind as NewPolicy['subject'], subjectId: id });
        }}
      >
        ${option('company', msg('The whole company'))}
        <optgroup label=${msg('Teams')}>
          ${teams.map(({ id, name, depth }) => option(`team:${id}`, name, depth))}
        </optgroup>
        <optgroup label=${msg('Areas')}>
          ${areas.map(({ id, name, depth }) => option(`area:${id}`, name, depth))}
        </optgroup>
      </select>
      <span class="hint"
        >${msg('The nearest counts: the team, then the area, then the company.')}</span
      ></label
    >`;
  }

  #quiet({ quietHours }: NewPolicy) {
    const hours = quietHours ?? { from: '22:00', to: '06:00' };
    return html`<div>
      <label class="check"
        ><input
          type="checkbox"
          data-testid="quiet-hours"
          .checked=${quietHours !== null}
          @change=${(event: Event) =>
            this.#change({ quietHours: (event.target as HTMLInputElement).checked ? hours : null })}
        /><span
          >${msg('Quiet hours')}
          <span class="soft small"
            >${msg('Messages wait until they end, by the clock of the site.')}</span
          ></span
        ></label
      >
      ${
        quietHours
          ? html`<div class="hours">
              <input
                type="time"
                required
                aria-label=${msg('From')}
                .value=${quietHours.from}
                @change=${(event: Event) => this.#change({ quietHours: { ...quietHours, from: valueOf(event) } })}
              />–<input
                type="time"
                required
                aria-label=${msg('To')}
                .value=${quietHours.to}
                @change=${(event: Event) => this.#change({ quietHours: { ...quietHours, to: valueOf(event) } })}
              />
            </div>`
          : nothing
      }
    </div>`;
  }

  #rest({ groupDelayMs, digestFrom, tellsResolved }: NewPolicy) {
    const number = (event: Event) => Math.round((event.target as HTMLInputElement).valueAsNumber);
    return html`<div class="two">
        <label class="field"
          >${msg('Wait before telling (seconds)')}<input
            type="number"
            required
            min="0"
            max="600"
            .value=${String(Math.round(groupDelayMs / 1000))}
            @change=${(event: Event) => this.#change({ groupDelayMs: number(event) * 1000 })}
          /><span class="hint">${msg('Who is back before is not told of.')}</span></label
        >
        <label class="field"
          >${msg('One message from so many people')}<input
            type="number"
            required
            min="2"
            max="100"
            .value=${String(digestFrom)}
            @change=${(event: Event) => this.#change({ digestFrom: number(event) })}
          /><span class="hint">${msg('Instead of one for each.')}</span></label
        >
      </div>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${tellsResolved}
          @change=${(event: Event) => this.#change({ tellsResolved: (event.target as HTMLInputElement).checked })}
        />${msg('Tell everybody who was told when it is over')}</label
      >`;
  }

  #takenKeys(): Set<string> {
    const { taken = [], policyId = null } = this.given ?? {};
    return new Set(
      taken
        .filter((policy) => policy.policyId !== policyId)
        .map(({ subject, subjectId }) =>
          subject === 'company' ? 'company' : `${subject}:${subjectId ?? ''}`,
        ),
    );
  }

  #change(change: Partial<NewPolicy>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.draft) return;
    this.busy = true;
    this.problems = [];
    try {
      const policyId = this.given?.policyId ?? null;
      await (policyId === null ? policiesApi.add(this.draft) : policiesApi.change(policyId, this.draft));
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      const fields = error instanceof ApiError ? Object.values(error.fields) : [];
      this.problems = fields.length > 0 ? [...new Set(fields)] : [sentenceOf(error)];
    } finally {
      this.busy = false;
    }
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
