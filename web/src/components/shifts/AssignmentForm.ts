import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonView, ShiftView, TeamView } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { asTree, teamsAsNested } from '../../nesting.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

export type AssignmentGiven = { shiftId?: string; personId?: string; teamId?: string };

/** Gives a person or a team a shift, from a day on. Fires `saved`. */
@customElement('w-assignment-form')
export class AssignmentForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.6rem;
      }
      .buttons {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) shifts: readonly ShiftView[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property() today = '';
  @state() private given: AssignmentGiven = {};
  @state() private subject: 'person' | 'team' = 'team';
  @state() private wrong = noProblem;
  @state() private busy = false;
  @state() private isOpen = false;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(given: AssignmentGiven): Promise<void> {
    this.given = given;
    this.subject = given.personId || this.teams.length === 0 ? 'person' : 'team';
    this.wrong = noProblem;
    this.isOpen = true;
    await this.modal.open();
  }

  override render() {
    return html`<w-modal .heading=${msg('Assign a shift')} @closed=${() => (this.isOpen = false)}>
      ${this.isOpen ? this.#form() : nothing}
    </w-modal>`;
  }

  #form() {
    return html`<form
      class="stack"
      data-testid="assignment-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
    >
      ${this.#select(
        'shiftId',
        msg('Shift'),
        this.given.shiftId,
        this.shifts.filter(({ archived }) => !archived).map(({ shiftId, name }) => [shiftId, name]),
      )}
      ${this.teams.length > 0 ? this.#subjects() : nothing}
      ${
        this.subject === 'team'
          ? this.#select(
              'teamId',
              msg('Team'),
              this.given.teamId,
              asTree(teamsAsNested(this.teams)).map(({ id, name, depth }) => [
                id,
                `${'\u00a0\u00a0'.repeat(depth)}${name}`,
              ]),
            )
          : this.#select(
              'personId',
              msg('Person'),
              this.given.personId,
              this.people
                .toSorted((a, b) => a.name.localeCompare(b.name))
                .map(({ personId, name, code }) => [personId, code ? `${name} (${code})` : name]),
            )
      }
      <div class="pair">
        ${formField(
          this.wrong,
          'fromDate',
          msg('From'),
          html`<input type="date" name="fromDate" required min=${this.today} .value=${this.today} />`,
        )}
        ${formField(this.wrong, 'toDate', msg('Until (may stay empty)'), html`<input type="date" name="toDate" min=${this.today} />`)}
      </div>
      <p class="soft small">
        ${msg('A person’s own shift goes before that of their team. A team’s shift holds for everybody in it, and in the teams below, who has none of their own.')}
      </p>
      ${formNotice(this.wrong)}
      <div class="row buttons">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-assignment">${msg('Save')}</button>
      </div>
    </form>`;
  }

  #subjects() {
    return html`<label class="field"
      >${msg('For')}
      <select
        data-testid="assign-subject"
        @change=${(event: Event) =>
          (this.subject = (event.target as HTMLSelectElement).value === 'team' ? 'team' : 'person')}
      >
        <option value="team" ?selected=${this.subject === 'team'}>${msg('A team')}</option>
        <option value="person" ?selected=${this.subject === 'person'}>${msg('One person')}</option>
      </select></label
    >`;
  }

  #select(name: string, label: string, chosen: string | undefined, options: [string, string][]) {
    return formField(
      this.wrong,
      name,
      label,
      html`<select name=${name} required data-testid="assign-${name}">
        <option value="" ?selected=${!chosen}>${msg('Choose')}</option>
        ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === chosen}>${text}</option>`)}
      </select>`,
    );
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const text = (name: string) => formText(form, name);
    this.busy = true;
    this.wrong = noProblem;
    try {
      await dutyApi.assign({
        shiftId: text('shiftId'),
        personId: this.subject === 'person' ? text('personId') : null,
        teamId: this.subject === 'team' ? text('teamId') : null,
        fromDate: text('fromDate'),
        toDate: text('toDate') || null,
      });
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
