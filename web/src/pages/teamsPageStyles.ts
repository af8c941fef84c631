import { css } from 'lit';

export const teamsPageStyles = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(16rem, 20rem);
    align-items: start;
    gap: var(--gap);
  }
  .columns > :only-child {
    grid-column: 1 / -1;
  }
  .panel {
    padding-bottom: 0.5rem;
  }
  .panel .hint {
    padding: 0 0.9rem 0.4rem;
  }
  .bar input {
    max-width: 16rem;
  }
  w-hierarchy-tree,
  w-team-list {
    display: block;
    padding: 0 0.5rem;
  }
  .done {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem;
    padding: 0.5rem 0.9rem;
    background: var(--accent-tint);
    border-radius: var(--radius);
  }
  @media (pointer: coarse) {
    .panel .hint {
      display: none;
    }
  }
  @media (max-width: 860px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
