import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { initials } from '../peopleOrder.ts';
import { placeText } from '../placeText.ts';
import { shared } from '../styles.ts';
import { ageText, exactText, momentText } from '../time.ts';
import { personRowStyles } from './personRowStyles.ts';

const words = {
  expected: { text: 'Not seen yet', colour: '', title: 'Enrolled, and no camera has seen them yet' },
  present: { text: 'Present', colour: 'good', title: 'A camera sees them, or saw them a moment ago' },
  away: { text: 'Away', colour: 'warn', title: 'No camera has seen them for a while' },
  absent: { text: 'Absent', colour: 'bad', title: 'Not seen for longer than the absence threshold' },
  onLeave: { text: 'On leave', colour: '', title: 'Not seen, and need not be' },
  blind: {
    text: 'Camera blind',
    colour: 'bad',
    title: 'The cameras that could see them give no picture: nobody can say, and the clock stands still',
  },
} as const;

/** One person of the tracking list. Fires `track` and `day` with the person. */
@customElement('w-person-row')
export class PersonRow extends LitElement {
  static override styles = [shared, controls, personRowStyles];

  @property({ attribute: false }) person: PersonView | null = null;
  @property({ type: Boolean }) tracked = false;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';

  override render() {
    const { person } = this;
    if (!person) return nothing;
    const word = words[person.state];
    return html`<article
      class=${this.tracked ? 'tracked' : ''}
      data-testid="person-${person.personId}"
      data-state=${person.state}
    >
      <span class="avatar ${person.state}" aria-hidden="true">${initials(person.name)}</span>
      <div class="line">
        <button class="name cut" title="${person.name}: where today" @click=${() => this.#fire('day')}>
          ${person.name}
        </button>
        <span class="chip ${word.colour}" title=${word.title}>${word.text}</span>
        ${this.#clock(person)}
      </div>
      <div class="line">${this.#where(person)} ${this.#trackButton(person)}</div>
    </article>`;
  }

  #clock(person: PersonView) {
    const { sinceMs, lastSeenMs } = person;
    if (person.state === 'present' && sinceMs !== null)
      return html`<time title="Present since ${exactText(sinceMs, this.timeZone)}"
        >since ${momentText(sinceMs, this.nowMs, this.timeZone)}</time
      >`;
    // Its chip says already that nobody has seen them.
    if (lastSeenMs === null) return nothing;
    return html`<time title="Last seen ${exactText(lastSeenMs, this.timeZone)}"
      >${ageText(this.nowMs - lastSeenMs)}</time
    >`;
  }

  #where(person: PersonView) {
    if (person.cameraName === null) return html`<span class="where">—</span>`;
    const place = placeText(person.cameraName, person.area);
    return html`<span class="where" title=${place}><b>CAM</b><span class="cut">${place}</span></span>`;
  }

  #trackButton(person: PersonView) {
    const never = person.cameraId === null;
    return html`<button
      class="track"
      data-testid="track-${person.personId}"
      aria-pressed=${this.tracked}
      aria-label="${this.tracked ? 'Tracking' : 'Track'} location of ${person.name}"
      ?disabled=${never}
      title=${
        never
          ? `${person.name} has not been seen by any camera yet`
          : this.tracked
            ? 'Stop following'
            : 'Show the camera where they are or were last, and follow them'
      }
      @click=${() => this.#fire('track')}
    >
      ${icon('target')}<span
        >${this.tracked ? 'Tracking' : html`Track<span class="long"> location</span>`}</span
      >
    </button>`;
  }

  #fire(name: 'track' | 'day'): void {
    this.dispatchEvent(new CustomEvent(name, { detail: this.person, bubbles: true, composed: true }));
  }
}
