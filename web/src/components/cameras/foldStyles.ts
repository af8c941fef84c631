import { css } from 'lit';

/** A line of a camera that unfolds into tables: its head, and what stands under it. */
export const foldStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .head {
    justify-content: start;
    margin: 0 -0.5rem;
    width: calc(100% + 1rem);
    padding: 0.2rem 0.5rem;
    font-weight: 400;
    text-align: left;
    background: none;
    border: 0;
  }
  .fold {
    margin-left: auto;
    padding: 0 0.3rem;
    font-size: 1.2rem;
    color: var(--soft);
  }
  .body {
    display: grid;
    gap: 1rem 1.5rem;
    padding: 0.7rem 0.875rem 0.9rem;
    background: var(--raised);
    border-radius: 7px;
  }
  .body section {
    display: grid;
    gap: 0.45rem;
    align-content: start;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.15rem 0;
    font-weight: 400;
    text-align: left;
  }
`;
