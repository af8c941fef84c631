import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { initials } from '../peopleOrder.ts';
import { placeText } from '../placeText.ts';
import { offWord } from '../shifts/shiftWords.ts';
import { personWords } from '../stateText.ts';
import { shared } from '../styles.ts';
import { ageText, exactText, momentText, startOfDayMs } from '../time.ts';
import { personRowStyles } from './personRowStyles.ts';

/** One person of the tracking list. Fires `track` with the person. */
@customElement('w-person-row')
export class PersonRow extends LitElement {
  static override styles = [shared, controls, personRowStyles];

  @property({ attribute: false }) person: PersonView | null = null;
  @property({ type: Boolean }) tracked = false;
  /** Their page may be opened, and their way followed. */
  @property({ type: Boolean }) opens = false;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';

  override render() {
    const { person } = this;
    if (!person) return nothing;
    const words = this.#words(person);
    return html`<article
      class=${this.tracked ? 'tracked' : ''}
      data-testid="person-${person.personId}"
      data-state=${person.state}
    >
      <span class="avatar ${words.colour}" aria-hidden="true">${initials(person.name)}</span>
      <div class="line">${this.#name(person)} ${this.#state(person)} ${this.#clock(person)}</div>
      <div class="line">
        <div class="facts">${this.#record(person)} ${this.#where(person)}</div>
        ${this.opens ? this.#trackButton(person) : nothing}
      </div>
    </article>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('a, button')?.focus();
  }

  #name({ personId, name }: PersonView) {
    if (!this.opens) return html`<strong class="name cut" title=${name}>${name}</strong>`;
    return html`<a
      class="name cut"
      href="/people/${encodeURIComponent(personId)}"
      title=${msg(str`${name}: where today`)}
      >${name}</a
    >`;
  }

  #words(person: PersonView) {
    return personWords(person, startOfDayMs(this.nowMs, this.timeZone));
  }

  #state(person: PersonView) {
    const { colour, text, title } = this.#words(person);
    const { offWhy } = person;
    const words = person.state === 'off' && offWhy ? msg(str`${text}: ${offWord(offWhy)}`) : text;
    if (!this.opens) return html`<span class="chip ${colour}" title=${title}>${words}</span>`;
    return html`<button
      class="chip ${colour}"
      title=${msg(str`${title}. Why?`)}
      aria-label=${msg(str`${person.name}: ${words}. Why?`)}
      aria-haspopup="dialog"
      data-testid="why-${person.personId}"
      @click=${(event: Event) => this.#askWhy(event.currentTarget as HTMLElement)}
    >
      <span class="cut">${words}</span>${icon('help')}
    </button>`;
  }

  #askWhy(beside: HTMLElement): void {
    const detail = { person: this.person, beside: beside.getBoundingClientRect() };
    this.dispatchEvent(new CustomEvent('why', { detail, bubbles: true, composed: true }));
  }

  #clock(person: PersonView) {
    const { sinceMs, lastSeenMs } = person;
    if (person.state === 'present' && sinceMs !== null) {
      const [at, exact] = [momentText(sinceMs, this.nowMs, this.timeZone), exactText(sinceMs, this.timeZone)];
      return this.#time(sinceMs, msg(str`since ${at}`), msg(str`Present since ${exact}`));
    }
    // Its chip says already that nobody has seen them.
    if (lastSeenMs === null) return nothing;
    const exact = exactText(lastSeenMs, this.timeZone);
    return this.#time(lastSeenMs, ageText(this.nowMs - lastSeenMs), msg(str`Last seen ${exact}`));
  }

  #time(atMs: number, text: string, exact: string) {
    return html`<time datetime=${new Date(atMs).toISOString()} title=${exact}
      ><span aria-hidden="true">${text}</span><span class="hidden-text">${exact}</span></time
    >`;
  }

  #record({ code, job }: PersonView) {
    const text = [code, job].filter(Boolean).join(' · ');
    return text ? html`<span class="record cut" title=${text}>${text}</span>` : nothing;
  }

  #where({ cameraName, area, spot, alsoSeenAt }: PersonView) {
    // Who punched is where the terminal hangs.
    if (cameraName === null) return html`<span class="where" title=${area ?? nothing}>${area ?? '—'}</span>`;
    const place = placeText(cameraName, area);
    const text = spot ? `${place} · ${spot}` : place;
    return html`<span class="where" title=${text}
      ><b title=${msg('Camera')}>${msg('CAM')}</b><span class="cut">${text}</span>${
        alsoSeenAt
          ? html`<span
              class="also"
              data-testid="also-seen"
              title=${msg(str`Also seen at ${alsoSeenAt} within the last minute: one of the two is somebody else`)}
              >${icon('warning')}<span class="hidden-text"
                >${msg(str`Also seen at ${alsoSeenAt}`)}</span
              ></span
            >`
          : nothing
      }</span
    >`;
  }

  #trackButton({ personId, name, cameraId }: PersonView) {
    return html`<button
      class="track"
      data-testid="track-${personId}"
      aria-pressed=${this.tracked}
      aria-label=${msg(str`Track location of ${name}`)}
      ?disabled=${cameraId === null}
      title=${this.#trackTitle(name, cameraId)}
      @click=${() => this.#track()}
    >
      ${icon('target')}<span class="long">${this.tracked ? msg('Tracking') : msg('Track location')}</span
      ><span class="short">${this.tracked ? msg('Tracking') : msg('Track')}</span>
    </button>`;
  }

  #trackTitle(name: string, cameraId: string | null): string {
    if (cameraId === null) return msg(str`${name} has not been seen by any camera yet`);
    return this.tracked
      ? msg('Stop following')
      : msg('Show the camera where they are or were last, and follow them');
  }

  #track(): void {
    this.dispatchEvent(new CustomEvent('track', { detail: this.person, bubbles: true, composed: true }));
  }
}
