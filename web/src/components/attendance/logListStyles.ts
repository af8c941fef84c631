import { css } from 'lit';

export const logListStyles = css`
  :host {
    display: block;
  }
  .list {
    overflow: hidden;
  }
  .head,
  button.line {
    display: grid;
    grid-template-columns: 9.5rem minmax(0, 1.3fr) minmax(0, 1fr) 10rem 8rem 1.2rem;
    gap: 0.2rem 0.9rem;
    align-items: center;
    padding: 0.5rem 1rem;
  }
  .head {
    font-size: 0.8rem;
    font-weight: 600;
    color: var(--soft);
    background: var(--raised);
    border-bottom: 1px solid var(--line);
  }
  [role='listitem'] {
    width: 100%;
    border-bottom: 1px solid var(--line);
  }
  button.line {
    width: 100%;
    min-height: 2.8rem;
    font-weight: 400;
    text-align: left;
    justify-content: stretch;
    border: 0;
    border-radius: 0;
    background: none;
  }
  button.line:focus-visible {
    outline-offset: -2px;
  }
  time {
    font-variant-numeric: tabular-nums;
  }
  .more svg {
    width: 1rem;
    height: 1rem;
    color: var(--soft);
  }
  [aria-expanded='true'] .more svg {
    rotate: 180deg;
  }
  .evidence {
    display: grid;
    gap: 0.7rem;
    padding: 0.3rem 1rem 0.9rem;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(13rem, 46%), 1fr));
    gap: 0.6rem 1rem;
  }
  dt {
    font-size: 0.8rem;
    color: var(--soft);
  }
  dd {
    overflow-wrap: anywhere;
  }
  @media (max-width: 760px) {
    .head {
      display: none;
    }
    button.line {
      grid-template-columns: minmax(0, 1fr) fit-content(42%) 1.2rem;
    }
    .chip {
      white-space: normal;
    }
    .who {
      grid-area: 1 / 1;
    }
    .way {
      grid-area: 1 / 2;
    }
    .more {
      grid-area: 1 / 3;
    }
    time {
      grid-area: 2 / 1;
      color: var(--soft);
    }
    .by {
      grid-area: 2 / 2 / auto / -1;
      text-align: right;
    }
    .where {
      grid-area: 3 / 1 / auto / -1;
      color: var(--soft);
    }
  }
`;
