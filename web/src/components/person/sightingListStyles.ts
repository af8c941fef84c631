import { css } from 'lit';

export const sightingListStyles = css`
  :host {
    display: grid;
    gap: 0.6rem;
    justify-items: start;
  }
  ul {
    width: 100%;
  }
  li {
    display: grid;
    grid-template: auto auto / 7.5rem minmax(0, 1fr) auto 9rem;
    gap: 0.05rem 0.75rem;
    align-items: baseline;
    padding: 0.5rem 0;
    border-top: 1px solid var(--line);
  }
  .corrected > time,
  .corrected > span {
    text-decoration: line-through;
    color: var(--soft);
  }
  .evidence {
    grid-area: 2 / 2 / 3 / 4;
  }
  .punch .place {
    display: flex;
    gap: 0.45rem;
    align-items: center;
  }
  .punch svg {
    color: var(--accent);
  }
  .wait {
    text-align: right;
    white-space: nowrap;
  }
  .not {
    grid-area: 1 / 4 / span 2;
    justify-self: end;
    align-self: center;
    min-height: 1.9rem;
    padding: 0.1rem 0.6rem;
    font-size: 0.85rem;
    white-space: nowrap;
  }
  li > p,
  w-not-this-person {
    grid-column: 1 / -1;
    margin-top: 0.3rem;
  }
  /* The time over the place, for the list is in the order of time; the button below both. */
  @media (max-width: 640px) {
    li {
      grid-template: none / minmax(0, 1fr) auto;
    }
    .evidence {
      grid-area: auto / 1 / auto / -1;
    }
    time {
      grid-area: 1 / 1;
      font-size: 0.88rem;
      color: var(--soft);
    }
    .wait {
      grid-area: 1 / 2;
      font-size: 0.88rem;
    }
    .place {
      grid-area: 2 / 1 / auto / -1;
    }
    .not {
      grid-area: auto / 1 / auto / -1;
      justify-self: start;
      margin-top: 0.3rem;
    }
  }
`;
