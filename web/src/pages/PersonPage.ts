import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ErasureReceipt, Person, PersonView } from '../../../server/wire.ts';
import { peopleApi } from '../api/people.ts';
import { ApiError, sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import { icon } from '../icons.ts';
import { initials } from '../peopleOrder.ts';
import { stateSentence } from '../person/stateSentence.ts';
import { stateWord } from '../person/words.ts';
import { goneWords, wasHere } from '../stateText.ts';
import { serverNowMs } from '../state.ts';
import { startOfDayMs } from '../time.ts';
import { Ticking } from '../Ticking.ts';
import { Page } from './Page.ts';
import { personPageStyles } from './personPageStyles.ts';
import '../components/WhyFacts.ts';
import '../components/messages/ContactPanel.ts';
import '../components/person/DayPanel.ts';
import '../components/person/DutyPanel.ts';
import '../components/person/EndPanel.ts';
import '../components/person/ErasureNote.ts';
import '../components/person/LeavePanel.ts';
import '../components/person/PausePanel.ts';
import '../components/person/PunchPanel.ts';
import '../components/person/RecognitionPanel.ts';
import '../components/person/RecordPanel.ts';

/** One person: where they are and were for everybody who may see that, their record for those who may read it. */
@customElement('w-person-page')
export class PersonPage extends Page {
  static override styles = [...Page.styles, personPageStyles];

  @state() private person: Person | null = null;
  @state() private problem = '';
  @state() private receipt: ErasureReceipt | null = null;
  @state() private asksWhy = false;

  constructor() {
    super();
    new Ticking(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('subjectId')) return;
    this.person = null;
    this.receipt = null;
    this.problem = '';
    if (can(this.me, 'read Person')) void this.#load();
  }

  override render() {
    return html`<a class="back" href="/people">${icon('back')}${msg('People')}</a>${this.#body()}`;
  }

  #body() {
    const { overview } = this.liveState;
    const timeZone = overview?.timeZone ?? 'UTC';
    if (this.receipt)
      return html`<w-erasure-note .receipt=${this.receipt} .timeZone=${timeZone}></w-erasure-note>`;
    const view = overview?.people.find(({ personId }) => personId === this.subjectId) ?? null;
    const known = this.person ?? view;
    if (!overview || (!known && !this.problem && can(this.me, 'read Person')))
      return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (!known) return this.#nobody();
    return html`${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#head(known, view)}
      <section class="panel day">
        <w-day-panel
          .person=${known}
          .people=${overview.people}
          .corrects=${can(this.me, 'create Correction')}
          .seesPunches=${can(this.me, 'read Punch')}
          .nowMs=${this.#nowMs()}
          .timeZone=${timeZone}
        ></w-day-panel>
      </section>
      ${this.#duty(known, view, timeZone)} ${this.person ? this.#record(this.person, timeZone) : nothing}`;
  }

  #nobody() {
    return html`<div class="panel empty" data-testid="no-person">
      ${icon('user')}<strong>${msg('Nobody is at this address')}</strong>
      <p>${this.problem || msg('They were deleted, or they are not among those you may see.')}</p>
      <a class="button" href="/people">${msg('Back to people')}</a>
    </div>`;
  }

  #head(known: Person | PersonView, view: PersonView | null) {
    const state = this.person?.deactivatedAtMs ? 'deactivated' : (view?.state ?? 'expected');
    const team = this.liveState.overview?.teams.find(({ teamId }) => teamId === known.teamId)?.name;
    const facts = [known.code, known.job, team].filter((fact) => fact).join(' · ');
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    const isGone =
      view !== null && state !== 'deactivated' && wasHere(view, startOfDayMs(this.#nowMs(), zone));
    const { text, colour } = isGone ? goneWords(view) : stateWord(state);
    return html`<header class="panel person">
      <span class="avatar" aria-hidden="true">${initials(known.name)}</span>
      <div>
        <div class="row">
          <h1>${known.name}</h1>
          <span class="chip ${colour}" data-testid="state">${text}</span>
        </div>
        ${facts ? html`<p class="soft wrap">${facts}</p>` : nothing}
        ${view ? this.#state(view, zone) : nothing}
      </div>
      <div class="ways">
        ${
          can(this.me, 'read Report')
            ? html`<a
                class="button"
                data-testid="person-report"
                href="/reports?person=${encodeURIComponent(known.personId)}"
                >${icon('report')}${msg('Report')}</a
              >`
            : nothing
        }
        ${
          view?.cameraId
            ? html`<a
                class="button primary"
                data-testid="track"
                href="/?track=${encodeURIComponent(view.personId)}"
                >${icon('target')}${msg('Track location')}</a
              >`
            : nothing
        }
      </div>
    </header>`;
  }

  #state(view: PersonView, zone: string) {
    return html`<p class="wrap" data-testid="state-sentence">${stateSentence(view, this.#nowMs(), zone)}</p>
      <details
        class="why"
        @toggle=${(event: Event) => (this.asksWhy = (event.target as HTMLDetailsElement).open)}
      >
        <summary data-testid="why-open">${msg('Why?')}</summary>
        ${
          this.asksWhy
            ? html`<w-why-facts .personId=${view.personId} .about=${view.state}></w-why-facts>`
            : nothing
        }
      </details>
      ${
        view.alsoSeenAt
          ? html`<p class="also" data-testid="also-seen">
              ${icon('warning')}<span
                >${msg(str`Also seen at ${view.alsoSeenAt} within the last minute.`)}
                <span class="soft"
                  >${msg('One face cannot be in two places: the better evidence was believed, and the other is on record. If it goes on, look for a person who resembles them, or correct a wrong sighting below.')}</span
                ></span
              >
            </p>`
          : nothing
      }`;
  }

  /** When they have to be there, for those who may see that: beside where they were. */
  #duty(person: Person | PersonView, view: PersonView | null, timeZone: string) {
    const { overview } = this.liveState;
    const { personId } = person;
    const part = (heading: string, content: unknown) =>
      html`<section class="panel">
        <h2>${heading}</h2>
        ${content}
      </section>`;
    const nowMs = this.#nowMs();
    return html`<div class="parts duty">
      ${
        can(this.me, 'read Shift')
          ? part(
              msg('Duty'),
              html`<w-duty-panel
                .person=${person}
                .view=${view}
                .people=${overview?.people ?? []}
                .teams=${overview?.teams ?? []}
                .nowMs=${nowMs}
                .timeZone=${timeZone}
                .edits=${can(this.me, 'update Shift')}
              ></w-duty-panel>`,
            )
          : nothing
      }
      ${
        can(this.me, 'read Punch')
          ? part(
              msg('Punches of today'),
              html`<w-punch-panel
                .personId=${personId}
                .nowMs=${nowMs}
                .timeZone=${timeZone}
                .adds=${can(this.me, 'create Punch')}
              ></w-punch-panel>`,
            )
          : nothing
      }
      ${
        can(this.me, 'read Pause')
          ? part(
              msg('Monitoring'),
              html`<w-pause-panel
                .subjectId=${personId}
                .nowMs=${nowMs}
                .timeZone=${timeZone}
                .pauses=${can(this.me, 'create Pause')}
                .ends=${can(this.me, 'create Pause')}
              ></w-pause-panel>`,
            )
          : nothing
      }
    </div>`;
  }

  #record(person: Person, timeZone: string) {
    const { overview } = this.liveState;
    const edits = can(this.me, 'update Person');
    const changed = () => void this.#load();
    return html`<div class="parts">
      <div>
        <section class="panel">
          <h2>${msg('Record')}</h2>
          <w-record-panel
            .person=${person}
            .areas=${overview?.areas ?? []}
            .teams=${overview?.teams ?? []}
            .people=${overview?.people ?? []}
            .edits=${edits}
            @changed=${changed}
          ></w-record-panel>
        </section>
        ${can(this.me, 'read Leave') ? this.#leave(person, timeZone) : nothing}
        ${can(this.me, 'read Channel') ? this.#contact(person) : nothing}
      </div>
      <div>
        <section class="panel">
          <h2>${msg('Recognition')}</h2>
          <w-recognition-panel
            .person=${person}
            .edits=${edits}
            .timeZone=${timeZone}
            @changed=${changed}
          ></w-recognition-panel>
        </section>
        ${edits ? this.#end(person, timeZone, changed) : nothing}
      </div>
    </div>`;
  }

  #contact({ personId }: Person) {
    return html`<section class="panel">
      <h2>${msg('How they are told')}</h2>
      <w-contact-panel
        .recipientId=${`person:${personId}`}
        .edits=${can(this.me, 'update Person')}
      ></w-contact-panel>
    </section>`;
  }

  #leave({ personId }: Person, timeZone: string) {
    return html`<section class="panel">
      <h2>${msg('Leave')}</h2>
      <w-leave-panel
        .personId=${personId}
        .nowMs=${this.#nowMs()}
        .timeZone=${timeZone}
        .adds=${can(this.me, 'create Leave')}
        .removes=${can(this.me, 'delete Leave')}
      ></w-leave-panel>
    </section>`;
  }

  #end(person: Person, timeZone: string, changed: () => void) {
    return html`<section class="panel">
      <h2>${msg('Leaving the company')}</h2>
      <w-end-panel
        .person=${person}
        .timeZone=${timeZone}
        .erases=${can(this.me, 'delete Person')}
        @changed=${changed}
        @erased=${(event: CustomEvent<ErasureReceipt>) => (this.receipt = event.detail)}
      ></w-end-panel>
    </section>`;
  }

  #nowMs(): number {
    return serverNowMs(this.liveState, Date.now());
  }

  async #load(): Promise<void> {
    const asked = this.subjectId;
    try {
      const person = await peopleApi.person(asked);
      if (asked === this.subjectId) this.person = person;
      this.problem = '';
    } catch (error) {
      if (asked !== this.subjectId) return;
      // Who may read records, but not this one, sees what the overview says of them: nothing, then.
      const isHidden = error instanceof ApiError && (error.status === 403 || error.status === 404);
      this.problem = isHidden
        ? msg('They were deleted, or they are not among those you may see.')
        : sentenceOf(error);
    }
  }
}
