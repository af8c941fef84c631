import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentDetails, IncidentEvent, Me, TeamView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { eventText } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { clockText, exactText, momentText } from '../../time.ts';
import './IncidentRow.ts';

/** Everything about one incident: what is believed, who was told, and what happened when. */
@customElement('w-incident-story')
export class IncidentStory extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      w-incident-row {
        padding: 0 0 0.9rem;
      }
      h3 {
        padding: 0.9rem 0 0.5rem;
        border-top: 1px solid var(--line);
      }
      .events li {
        position: relative;
        display: grid;
        grid-template-columns: 5.2rem minmax(0, 1fr);
        gap: 0.1rem 0.75rem;
        padding: 0 0 0.6rem 1.1rem;
        border-left: 2px solid var(--line);
        margin-left: 0.4rem;
      }
      .events li:last-child {
        border-color: transparent;
      }
      .events li::before {
        content: '';
        position: absolute;
        left: -0.4rem;
        top: 0.35rem;
        width: 0.65rem;
        height: 0.65rem;
        background: var(--panel);
        border: 2px solid var(--accent);
        border-radius: 50%;
      }
      .links {
        padding-top: 0.4rem;
      }
    `,
  ];

  @property({ attribute: false }) details: IncidentDetails | null = null;
  @property({ attribute: false }) teams: TeamView[] = [];
  @property({ attribute: false }) me: Me | null = null;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';

  override render() {
    const { details } = this;
    if (!details) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    return html`<w-incident-row
        .incident=${details}
        .details=${details}
        .teams=${this.teams}
        .me=${this.me}
        .nowMs=${this.nowMs}
        .timeZone=${this.timeZone}
      ></w-incident-row>
      <h3>${msg('What happened')}</h3>
      <ol class="events" data-testid="timeline">
        ${details.events.map((event) => this.#event(event))}
      </ol>
      <p class="row links">${this.#links(details)}</p>`;
  }

  #event({ atMs, kind, by, detail }: IncidentEvent) {
    return html`<li>
      <span class="soft small" title=${exactText(atMs, this.timeZone)}>${this.#at(atMs)}</span>
      <span class="wrap"
        ><strong>${eventText(kind)}</strong>${by ? html` <span>${msg(str`by ${by}`)}</span>` : nothing}
        ${detail ? html`<span class="soft"> ${serverText(detail)}</span>` : nothing}</span
      >
    </li>`;
  }

  /** Seconds tell alerts apart that follow each other quickly; another day is named instead. */
  #at(atMs: number): string {
    const moment = momentText(atMs, this.nowMs, this.timeZone);
    return /^\d\d.\d\d$/.test(moment) ? clockText(atMs, this.timeZone) : moment;
  }

  #links({ kind, subjectId, cameraId, endedAtMs }: IncidentDetails) {
    if (kind === 'absence')
      return html`<a class="button" href="/people/${encodeURIComponent(subjectId)}"
          >${icon('user')}${msg('The person’s day')}</a
        >
        ${
          endedAtMs === null
            ? html`<a class="button" href="/?track=${encodeURIComponent(subjectId)}"
                >${icon('target')}${msg('Track location')}</a
              >`
            : nothing
        }`;
    if (kind === 'blindCamera')
      return html`<a class="button" href="/?camera=${encodeURIComponent(cameraId ?? subjectId)}"
        >${icon('camera')}${msg('Show the camera')}</a
      >`;
    if (kind === 'backupFailed')
      return html`<a class="button" href="/settings">${icon('settings')}${msg('Settings')}</a>`;
    if (kind === 'jobFailed') {
      const page = subjectId === 'employees' ? '/settings/employees' : '/settings';
      return html`<a class="button" href=${page}>${icon('settings')}${msg('Settings')}</a>`;
    }
    if (kind === 'stillOnTerminal')
      return html`<a class="button" href="/devices">${icon('badge')}${msg('Terminals')}</a>`;
    return nothing;
  }
}
