import { msg } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { controls } from '../controls.ts';
import { branchPicture, chainPicture, gapPicture, teamPicture } from '../hierarchyPictures.ts';
import { icon } from '../icons.ts';
import { page, shared } from '../styles.ts';
import { Page } from './Page.ts';

/** For a supervisor: what the hierarchy does, in four pictures. */
@customElement('w-hierarchy-help-page')
export class HierarchyHelpPage extends Page {
  static override styles = [
    shared,
    controls,
    page,
    css`
      :host {
        max-width: 52rem;
      }
      section {
        display: grid;
        grid-template-columns: 15rem minmax(0, 1fr);
        align-items: center;
        gap: 1.25rem;
        padding: 1.1rem 1.2rem;
      }
      section h2 {
        margin-bottom: 0.35rem;
        font-size: 1.05rem;
      }
      section p + p {
        margin-top: 0.5rem;
      }
      .picture {
        width: 100%;
        height: auto;
      }
      .line {
        stroke: var(--edge);
        stroke-width: 2;
      }
      .dashed {
        stroke-dasharray: 4 5;
      }
      .frame {
        fill: var(--accent-tint);
      }
      .dot {
        fill: var(--panel);
        stroke: var(--edge);
        stroke-width: 2;
      }
      .dot.lead {
        fill: var(--accent);
        stroke: var(--accent);
      }
      .dot.own {
        stroke: var(--accent);
      }
      .dot.lost {
        fill: var(--warn-tint);
        stroke: var(--warn);
      }
      text {
        font-size: 13px;
        font-weight: 700;
        text-anchor: middle;
        fill: var(--text);
      }
      .dot.lead + text {
        fill: var(--on-accent);
      }
      @media (max-width: 640px) {
        section {
          grid-template-columns: minmax(0, 1fr);
        }
        .picture {
          max-width: 18rem;
          justify-self: center;
        }
      }
    `,
  ];

  override render() {
    return html`<div class="top">
        <h1>${msg('What the hierarchy is for')}</h1>
        <a class="button" href="/teams">${icon('back')}${msg('Teams and hierarchy')}</a>
      </div>
      <div class="stack">${this.#who()} ${this.#teams()} ${this.#told()} ${this.#gaps()}</div>`;
  }

  #who() {
    return part(
      branchPicture(msg('A lead with the people below, marked out of the whole company')),
      msg('Who sees whom'),
      msg(
        'A supervisor sees where the people below are and were, at every level, and the places where these people work. Other branches stay closed.',
      ),
      msg('HR, administrators and owners see everybody.'),
    );
  }

  #teams() {
    return part(
      teamPicture(msg('A team: its lead above its people, and somebody above the lead')),
      msg('How team leads work'),
      msg(
        'Whoever is in a team is led by the lead of that team. The lead is led by the lead of the team above.',
      ),
      msg(
        'A supervisor named in a person’s own record counts before the team. Teams without a lead pass their people on to the team above.',
      ),
    );
  }

  #told() {
    return part(
      chainPicture(msg('Somebody is missing; the first above is told, then the second, then the third')),
      msg('Who will be told when somebody is missing'),
      msg(
        'The hierarchy gives the order: first the supervisor, then the one above, up to the top. Such messages are planned; this version shows absences on the live page and at the bell.',
      ),
    );
  }

  #gaps() {
    return part(
      gapPicture(msg('One person stands beside the others, with nobody above')),
      msg('What a gap means'),
      msg(
        'Somebody has nobody above, or people lead each other in a circle. No supervisor sees them then, and nobody would be told.',
      ),
      msg(
        'The page of teams names every gap, and the button beside it mends it. One person at the top with nobody above is right.',
      ),
    );
  }
}

const part = (picture: TemplateResult, heading: string, ...texts: string[]): TemplateResult =>
  html`<section class="panel">
    ${picture}
    <div>
      <h2>${heading}</h2>
      ${texts.map((text) => html`<p>${text}</p>`)}
    </div>
  </section>`;
