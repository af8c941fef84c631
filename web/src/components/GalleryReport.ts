import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  AlikePair,
  GalleryReport as Report,
  Person,
  PersonCoverage,
  SampleTally,
} from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { galleryReportStyles } from './galleryReportStyles.ts';

const shownFirst = 10;
/** Pairs far enough apart are shown only to tell that nobody is nearer. */
const apartShown = 3;

/** How well the enrolled people can be told apart, and which photos to add. */
@customElement('w-gallery-report')
export class GalleryReport extends LitElement {
  static override styles = [shared, controls, galleryReportStyles];

  /** Read again whenever they change. */
  @property({ attribute: false }) people: Person[] | null = null;
  @state() private report: Report | null = null;
  @state() private problem = '';
  @state() private showsAll = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('people')) void this.#load();
  }

  override render() {
    return html`<section class="panel stack" aria-labelledby="heading" data-testid="gallery">
      <h2 id="heading">${msg('Gallery report')}</h2>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.report ? this.#body(this.report) : this.#waiting()}
    </section>`;
  }

  #waiting() {
    return this.problem
      ? nothing
      : html`<p class="soft" role="status">${msg('Comparing everybody with everybody…')}</p>`;
  }

  #body(report: Report) {
    const { pairs, compared, coverage } = report;
    const lacking = coverage.filter(({ advice }) => advice.length > 0);
    const shown = this.showsAll ? lacking : lacking.slice(0, shownFirst);
    return html`${judgedBar(report.leftOut)}
      <p>${report.limit.sentence}</p>
      <h3>${msg('Most alike')}</h3>
      ${pairs.length === 0 ? html`<p class="soft">${msg('Two people with photos are needed to compare.')}</p>` : pairList(pairs)}
      ${
        compared.people < compared.of
          ? html`<p class="soft small">
              ${msg(str`Of ${compared.of} people, the newest ${compared.people} were compared with all.`)}
            </p>`
          : nothing
      }
      <h3>${msg('Photos to add')}</h3>
      ${
        lacking.length === 0
          ? html`<p class="soft">${msg('Everybody’s photos are fine.')}</p>`
          : html`<ul class="list">
              ${shown.map(coverageLine)}
            </ul>`
      }
      ${
        shown.length < lacking.length
          ? html`<div>
              <button @click=${() => (this.showsAll = true)}>${msg(str`Show all ${lacking.length}`)}</button>
            </div>`
          : nothing
      }
      ${
        coverage.length > lacking.length && lacking.length > 0
          ? html`<p class="soft small">
              ${msg(str`${coverage.length - lacking.length} others need nothing.`)}
            </p>`
          : nothing
      }`;
  }

  async #load(): Promise<void> {
    try {
      this.report = await api.galleryReport();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

function judgedBar({ judged, right, unknown, wrong }: SampleTally) {
  if (judged === 0)
    return html`<p class="soft">
      ${msg('Nobody has two photos yet, so none can be judged by the others.')}
    </p>`;
  // As a property: the content security policy allows no style attributes.
  const part = (count: number, colour: string) =>
    html`<span class=${colour} .style=${`width: ${(count / judged) * 100}%`}></span>`;
  return html`<div class="judged">
    <span aria-hidden="true">${part(right, 'right')}${part(unknown, 'unknown')}${part(wrong, 'wrong')}</span>
    <p>
      ${msg(html`<strong>${right} of ${judged}</strong> photos are recognised from the same person’s other photos, ${unknown} are unknown, <strong>${wrong}</strong> would get a wrong name.`)}
    </p>
    <p class="soft small">
      ${msg('A camera sees many faces of somebody who passes, and does better than one photo.')}
    </p>
  </div>`;
}

function pairList(pairs: AlikePair[]) {
  const close = pairs.filter(({ verdict }) => verdict !== 'apart');
  const apart = pairs
    .filter(({ verdict }) => verdict === 'apart')
    .slice(0, close.length > 0 ? 0 : apartShown);
  return html`<ul class="list">
    ${[...close, ...apart].map(
      ({ people: [a, b], distance, verdict, advice }) =>
        html`<li>
          <div class="facts">
            ${msg(html`<strong class="wrap">${a.name}</strong> and <strong class="wrap">${b.name}</strong>`)}
            ${verdictChip(verdict)}
            <span class="soft small">${msg(str`distance ${distance.toFixed(2)}`)}</span>
          </div>
          ${verdict === 'apart' ? nothing : html`<p>${advice}</p>`}
        </li>`,
    )}
  </ul>`;
}

function verdictChip(verdict: AlikePair['verdict']) {
  switch (verdict) {
    case 'tooAlike':
      return html`<span class="chip bad">${msg('Too alike')}</span>`;
    case 'mayBeConfused':
      return html`<span class="chip warn">${msg('May be confused')}</span>`;
    case 'apart':
      return html`<span class="chip good">${msg('Far enough apart')}</span>`;
    default:
      return verdict satisfies never;
  }
}

function coverageLine(person: PersonCoverage) {
  return html`<li>
    <div class="facts">
      <strong class="wrap">${person.name}</strong><span class="soft small">${factsText(person)}</span>
    </div>
    <ul class="advice">
      ${person.advice.map((advice) => html`<li>${advice}</li>`)}
    </ul>
  </li>`;
}

function factsText(person: PersonCoverage): string {
  const { samples, faceWidthPx, turnUnknown, leftOut } = person;
  if (samples === 0) return msg('no photos');
  return [
    samples === 1 ? msg('1 photo') : msg(str`${samples} photos`),
    ...(turnUnknown === samples ? [msg('sides not known')] : sidesText(person)),
    ...(faceWidthPx === null ? [] : [msg(str`faces ${faceWidthPx} px`)]),
    ...(leftOut.judged === 0 ? [] : [msg(str`${leftOut.right} of ${leftOut.judged} recognised`)]),
  ].join(' · ');
}

const sidesText = ({ frontal, left, right, turnUnknown }: PersonCoverage): string[] => [
  ...(frontal > 0 ? [msg(str`${frontal} straight`)] : []),
  ...(left > 0 ? [msg(str`${left} left`)] : []),
  ...(right > 0 ? [msg(str`${right} right`)] : []),
  ...(turnUnknown > 0 ? [msg(str`${turnUnknown} not known`)] : []),
];
