import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentDetails, IncidentView, Me, TeamView } from '../../../../server/wire.ts';
import { can } from '../../can.ts';
import { controls } from '../../controls.ts';
import {
  incidentIcons,
  incidentKindText,
  incidentName,
  incidentStateWord,
  incidentTime,
  nextText,
} from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText } from '../../time.ts';
import { type Asked, mayAct, menuFor } from './incidentActions.ts';
import '../ActionMenu.ts';
import './LifeLine.ts';
import './ToldList.ts';

/** One incident in the list. Fires `asked` with what somebody wants to do about it. */
@customElement('w-incident-row')
export class IncidentRow extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        padding: 0.85rem 1rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.6rem;
      }
      .head > svg {
        width: 1.35rem;
        height: 1.35rem;
        color: var(--soft);
      }
      .head > svg.urgent {
        color: var(--bad);
      }
      h3 {
        font-size: 1.02rem;
        overflow-wrap: anywhere;
      }
      h3 a {
        color: inherit;
        text-decoration: none;
      }
      h3 a:hover {
        text-decoration: underline;
      }
      .actions {
        display: flex;
        align-items: center;
        gap: 0.35rem;
        margin-left: auto;
      }
      .body {
        display: grid;
        gap: 0.45rem;
        padding-left: 1.95rem;
        margin-top: 0.3rem;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.1rem 0.9rem;
      }
      .next {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        font-weight: 550;
      }
      .hands {
        display: flex;
        gap: 0.4rem;
      }
      .hands svg {
        margin-top: 0.15em;
        color: var(--good);
      }
      w-life-line {
        margin: 0.25rem 0;
      }
      @media (max-width: 560px) {
        .body {
          padding-left: 0;
        }
        .actions:has(.primary) {
          flex-basis: 100%;
          margin: 0.15rem 0;
        }
        .actions .primary {
          flex: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) incident: IncidentView | null = null;
  /** With who was told; null: not asked yet, or not shown here. */
  @property({ attribute: false }) details: IncidentDetails | null = null;
  @property({ attribute: false }) teams: TeamView[] = [];
  @property({ attribute: false }) me: Me | null = null;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';

  override render() {
    const { incident, timeZone, nowMs } = this;
    if (!incident) return nothing;
    const { text, colour } = incidentStateWord(incident.state);
    const lasts = incident.endedAtMs === null;
    return html`<div class="head">
        ${icon(incidentIcons[incident.kind])}
        <h3>
          <a href="/incidents/${encodeURIComponent(incident.incidentId)}" data-testid="open-incident"
            >${incidentName(incident)}</a
          >
        </h3>
        <span class="chip">${incidentKindText(incident.kind)}</span>
        <span class="chip ${colour}" data-testid="incident-state">${text}</span>
        ${mayAct(this.me, incident) ? this.#actions(incident) : nothing}
      </div>
      <div class="body">
        ${incident.why ? html`<p class="wrap" data-testid="why">${serverText(incident.why)}</p>` : nothing}
        <p class="facts soft small">
          <span title=${exactText(incident.sinceMs, timeZone)}
            >${incidentTime(incident, nowMs, timeZone)}</span
          >
          ${this.#places(incident).map((place) => html`<span>${place}</span>`)}
        </p>
        <w-life-line .incident=${incident}></w-life-line>
        ${lasts ? this.#next(incident) : nothing} ${this.#hands(incident)}
        ${this.details ? this.#told(this.details) : nothing}
      </div>`;
  }

  #places({ kind, area, teamId }: IncidentView): string[] {
    const team = this.teams.find((each) => each.teamId === teamId)?.name;
    return [area, kind === 'absence' ? team : null].filter((place) => place !== null && place !== undefined);
  }

  #actions(incident: IncidentView) {
    return html`<span class="actions">
      ${
        incident.acknowledged
          ? nothing
          : html`<button
              class="primary"
              data-testid="incident-acknowledge"
              @click=${() => this.#ask({ incident, action: 'acknowledge' })}
            >
              ${icon('check')}${msg('Acknowledge')}
            </button>`
      }
      <w-action-menu
        label=${msg(str`More about ${incidentName(incident)}`)}
        data-testid="incident-menu"
        .actions=${menuFor(incident, (asked) => this.#ask(asked))}
      ></w-action-menu>
    </span>`;
  }

  #next(incident: IncidentView) {
    const next = nextText(incident, this.nowMs, this.timeZone);
    return next ? html`<p class="next small" data-testid="next-level">${icon('clock')}${next}</p>` : nothing;
  }

  #hands({ acknowledged, endedBy, endedAtMs }: IncidentView) {
    if (endedAtMs !== null && endedBy)
      return html`<p class="soft small wrap">${msg(str`Ended by ${endedBy}`)}</p>`;
    if (!acknowledged) return nothing;
    const { by, atMs, note } = acknowledged;
    const at = momentText(atMs, this.nowMs, this.timeZone);
    return html`<p class="hands small wrap" data-testid="in-hands">
      ${icon('check')}
      ${note ? msg(str`Acknowledged by ${by}, ${at}: ${note}`) : msg(str`Acknowledged by ${by}, ${at}`)}
    </p>`;
  }

  #told({ alerts }: IncidentDetails) {
    return html`<w-told-list
      .alerts=${alerts}
      .nowMs=${this.nowMs}
      .timeZone=${this.timeZone}
      .mends=${can(this.me, 'read Channel')}
    ></w-told-list>`;
  }

  #ask(detail: Asked): void {
    this.dispatchEvent(new CustomEvent('asked', { detail, bubbles: true, composed: true }));
  }
}
