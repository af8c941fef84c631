import { css } from 'lit';

export const channelCardStyles = css`
  :host {
    display: block;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-height: 3.4rem;
    padding: 0.5rem 1.1rem;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--hover);
  }
  summary:focus-visible {
    outline-offset: -3px;
  }
  summary > svg:first-child {
    width: 1.4rem;
    height: 1.4rem;
    color: var(--soft);
  }
  summary .grow {
    display: grid;
  }
  summary > svg:last-child {
    color: var(--soft);
    transition: rotate 120ms;
  }
  details[open] summary > svg:last-child {
    rotate: 180deg;
  }
  .body {
    padding: 0.4rem 1.1rem 1.2rem 3.2rem;
  }
  .steps {
    display: grid;
    gap: 0.9rem;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 1.4rem minmax(0, 1fr);
    gap: 0.7rem;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 1.3rem;
    height: 1.3rem;
    margin-top: 0.05rem;
    border: 2px solid var(--edge);
    border-radius: 50%;
  }
  .mark svg {
    width: 0.8rem;
    height: 0.8rem;
    stroke-width: 3;
  }
  .done > .mark {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .stack-small {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
    gap: 0.8rem;
  }
  .address {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 0.4rem;
  }
  .address .soft {
    grid-column: 1 / -1;
  }
  code {
    padding: 0.3rem 0.5rem;
    font-size: 0.88rem;
    background: var(--raised);
    border-radius: 6px;
    user-select: all;
  }
  [data-copied='yes'] {
    color: var(--good);
  }
  .works {
    display: flex;
    gap: 0.4rem;
    color: var(--good);
  }
  .findings {
    display: grid;
    gap: 0.4rem;
    margin-top: 0.4rem;
  }
  @media (max-width: 640px) {
    .body {
      padding-left: 1.1rem;
    }
  }
`;
