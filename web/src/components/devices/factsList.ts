/** What a terminal says of itself, as a list of words and values. */
import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { DeviceFacts } from '../../../../server/wire.ts';
import { driftText, isFarOff } from '../../devices/deviceWords.ts';

export const factsStyles = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11rem, 45%), 1fr));
    gap: 0.5rem 1.25rem;
  }
  .facts dt {
    font-size: 0.8rem;
    color: var(--soft);
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .facts .far {
    font-weight: 600;
    color: var(--warn);
  }
`;

type Fact = readonly [label: string, value: unknown];

/** Those to recognise it by. */
export const shortFacts = (facts: DeviceFacts) =>
  factList([
    [msg('Serial number'), facts.serial],
    [msg('MAC'), facts.mac],
    [msg('Model'), facts.model],
    [msg('Firmware'), facts.firmware],
    clockFact(facts),
  ]);

export function clockFact({ driftMs }: Pick<DeviceFacts, 'driftMs'>): Fact {
  const value =
    driftMs === null
      ? null
      : html`<span class=${isFarOff(driftMs) ? 'far' : ''}>${driftText(driftMs)}</span>`;
  return [msg('Clock'), value];
}

/** Without those that it did not tell. */
export const factList = (facts: readonly Fact[]) =>
  html`<dl class="facts">
    ${facts.map(([label, value]) =>
      value === null || value === ''
        ? nothing
        : html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
