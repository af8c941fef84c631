import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaView, Person, PersonView, TeamView } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { controls } from '../../controls.ts';
import { formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { icon } from '../../icons.ts';
import {
  contactFields,
  nameFields,
  placeFields,
  profileChange,
  profileOf,
} from '../../person/profileForm.ts';
import { profileFormStyles } from '../../person/profileFormStyles.ts';
import { shared } from '../../styles.ts';

/** What is known of a person besides their face, to edit or to read. Fires `changed`. */
@customElement('w-record-panel')
export class RecordPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    profileFormStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.35rem 1rem;
      }
      dt {
        color: var(--soft);
      }
      .saved {
        color: var(--good);
      }
    `,
  ];

  @property({ attribute: false }) person: Person | null = null;
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ type: Boolean }) edits = false;
  @state() private wrong = noProblem;
  @state() private busy = false;
  @state() private isTouched = false;
  @state() private isSaved = false;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return this.edits ? this.#form(person) : this.#facts(person);
  }

  #form(person: Person) {
    const parts = {
      profile: person,
      areas: this.areas,
      teams: this.teams,
      people: this.people,
      wrong: this.wrong,
    };
    return html`<form
      class="stack"
      data-testid="record"
      @submit=${(event: SubmitEvent) => void this.#save(event, person)}
      @input=${() => this.#touched()}
    >
      ${nameFields(parts)} ${placeFields(parts)} ${contactFields(parts)} ${formNotice(this.wrong)}
      <div class="row">
        <button
          class="primary"
          data-testid="save-record"
          ?disabled=${this.busy || !this.isTouched}
          title=${this.isTouched ? nothing : msg('Change something first')}
        >
          ${msg('Save')}
        </button>
        ${this.isSaved ? html`<span class="row saved" role="status">${icon('check')}${msg('Saved')}</span>` : nothing}
      </div>
    </form>`;
  }

  #facts({ code, job, teamId, supervisorId, areaIds, badge, phone, email }: Person) {
    const team = this.teams.find((each) => each.teamId === teamId)?.name ?? null;
    const supervisor = this.people.find(({ personId }) => personId === supervisorId)?.name ?? null;
    const areas = this.areas.filter(({ areaId }) => areaIds.includes(areaId)).map(({ name }) => name);
    const facts: [string, string | null][] = [
      [msg('Employee code'), code],
      [msg('Job'), job],
      [msg('Team'), team],
      [msg('Supervisor'), supervisor],
      [msg('Works in'), areas.join(', ') || null],
      [msg('Badge number'), badge],
      [msg('Phone'), phone],
      [msg('E-mail'), email],
    ];
    const said = facts.filter(([, value]) => value !== null);
    if (said.length === 0) return html`<p class="soft">${msg('Nothing more is recorded.')}</p>`;
    return html`<dl data-testid="facts">
      ${said.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd class="wrap">${value}</dd>`,
      )}
    </dl>`;
  }

  #touched(): void {
    this.isTouched = true;
    this.isSaved = false;
  }

  async #save(event: SubmitEvent, person: Person): Promise<void> {
    event.preventDefault();
    const change = profileChange(person, profileOf(new FormData(this.form)));
    this.busy = true;
    this.wrong = noProblem;
    try {
      if (Object.keys(change).length > 0) await peopleApi.change(person.personId, change);
      this.isTouched = false;
      this.isSaved = true;
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
