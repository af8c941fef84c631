import { msg } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { controls } from '../controls.ts';
import { commands } from '../commandTexts.ts';
import { absencePicture, answerPicture, blindPicture } from '../escalationPictures.ts';
import { branchPicture, chainPicture, gapPicture, teamPicture } from '../hierarchyPictures.ts';
import { icon } from '../icons.ts';
import { page, shared } from '../styles.ts';
import { Page } from './Page.ts';

/** For a supervisor: what the hierarchy does, what happens when somebody is absent, and how to answer, in pictures. */
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
      .dot.lead + text,
      text.on {
        fill: var(--on-accent);
      }
      .dot.good {
        fill: var(--good-tint);
        stroke: var(--good);
      }
      .box {
        fill: var(--warn-tint);
        stroke: var(--warn);
        stroke-width: 2;
      }
      text.under {
        font-size: 10.5px;
        font-weight: 500;
        fill: var(--soft);
      }
      h2.part {
        margin: 1.1rem 0 -0.1rem;
        font-size: 1.15rem;
      }
      section.wide {
        grid-template-columns: minmax(0, 1fr);
        gap: 0.6rem;
      }
      .commands {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.4rem 0.9rem 0.4rem 0;
        text-align: left;
        vertical-align: top;
        border-top: 1px solid var(--line);
      }
      tr:first-child th {
        border-top: 0;
      }
      code {
        padding: 0.1rem 0.35rem;
        font-size: 0.92em;
        background: var(--raised);
        border-radius: 5px;
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
      <div class="stack">
        ${this.#who()} ${this.#teams()} ${this.#told()} ${this.#gaps()}
        <h2 class="part" id="absent">${msg('When somebody is absent')}</h2>
        ${this.#absent()} ${this.#stops()} ${this.#blind()} ${this.#answers()}
      </div>`;
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
        'The hierarchy gives the order: first the supervisor, then the one above, and at last HR. Who is on leave or off duty is passed over: their substitute is told, or the one above.',
      ),
      html`<a href="/escalation">${msg('Your company’s order, and a preview for each person')}</a>`,
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

  /** The minutes as delivered; a company may have others. */
  #absent() {
    return part(
      absencePicture(msg('A line of time: seen, away, absent, then the first, second and third level'), [
        msg('30 s'),
        msg('5 min'),
        '',
        msg('+10 min'),
        msg('+20 min'),
      ]),
      msg('What happens, and when'),
      msg(
        'Whoever is not seen for 30 seconds is away, and the bell of this page says so. After 5 minutes it is an absence: an incident opens, and the direct supervisor gets a message.',
      ),
      msg(
        'When nobody answers, the one above is told 10 minutes later, and HR 20 minutes later. Whoever is back within half a minute is not told of. When the person returns, everybody who was told hears of it.',
      ),
      msg('Your company can set other times, for each team and area too.'),
    );
  }

  #stops() {
    return part(
      answerPicture(msg('The first level answers, and the levels after it are left out')),
      msg('What stops it'),
      msg(
        'Acknowledge: you take care of it, and no further level is told. Excuse: the absence is all right, and reports say so. Snooze: nothing more is told for a while. The end of the shift, a break, leave and a check-out end it by themselves.',
      ),
      html`<a href="/incidents">${msg('All incidents, with who was told')}</a>`,
    );
  }

  #blind() {
    return part(
      blindPicture(msg('A blind camera: one message about it, and none about the people it watches')),
      msg('When a camera is blind'),
      msg(
        'Nobody counts as absent while the cameras of their work area do not see: the clock stands still. One message tells of the camera instead of many that tell of people.',
      ),
    );
  }

  #answers() {
    return html`<section class="panel wide" aria-labelledby="answers">
      <h2 id="answers">${msg('How to answer on WhatsApp')}</h2>
      <p>
        ${msg('Answer the message with one of these words, in English or Indonesian. It counts for the newest absence you were told of; a reply to a certain message counts for that one. Numbers that stand in no record get no answer.')}
      </p>
      <div class="commands" tabindex="0" role="group" aria-label=${msg('Words to answer with')}>
        <table>
          <tr>
            <th>${msg('English')}</th>
            <th>${msg('Indonesian')}</th>
            <th>${msg('What it does')}</th>
          </tr>
          ${commands().map(
            ({ english, indonesian, does }) =>
              html`<tr>
                <td>${english.map((word) => html`<code lang="en">${word}</code> `)}</td>
                <td>${indonesian.map((word) => html`<code lang="id">${word}</code> `)}</td>
                <td>${does}</td>
              </tr>`,
          )}
        </table>
      </div>
    </section>`;
  }
}

const part = (
  picture: TemplateResult,
  heading: string,
  ...texts: (string | TemplateResult)[]
): TemplateResult =>
  html`<section class="panel">
    ${picture}
    <div>
      <h2>${heading}</h2>
      ${texts.map((text) => html`<p>${text}</p>`)}
    </div>
  </section>`;
