import { css } from 'lit';

export const incidentsPageStyles = css`
  :host {
    max-width: 62rem;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.3rem 1rem;
    margin: 1.2rem 0 0.5rem;
  }
  .heading h2 {
    font-size: 1.05rem;
  }
  .problem {
    margin-top: 0.9rem;
  }
  .quiet {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.9rem;
    padding: 0.5rem 0.9rem;
    background: var(--accent-tint);
    border-radius: var(--radius);
  }
  .list {
    overflow: clip;
  }
  .list > li + li {
    border-top: 1px solid var(--line);
  }
  .list > li {
    border-left: 4px solid transparent;
  }
  .list > li.waits {
    border-left-color: var(--bad);
  }
  .list > li[data-state='acknowledged'] {
    border-left-color: var(--warn);
  }
  kbd {
    padding: 0 0.35rem;
    font: inherit;
    font-size: 0.8rem;
    font-weight: 600;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .none {
    margin-top: 1.2rem;
  }
  .more {
    display: flex;
    justify-content: center;
    margin-top: 1rem;
  }
  .story {
    --modal-width: 44rem;
  }
  @media (pointer: coarse), (max-width: 640px) {
    .keys {
      display: none;
    }
  }
`;
