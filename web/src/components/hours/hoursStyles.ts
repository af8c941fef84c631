import { css } from 'lit';

export const hoursStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.9rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.8rem;
  }
  .head > p {
    flex: 1 1 16rem;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 2rem;
  }
  .facts dt {
    font-size: 0.8rem;
    color: var(--soft);
  }
  .facts dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 0.8rem;
  }
  .works {
    display: flex;
    gap: 0.4rem;
    color: var(--good);
  }
  .works,
  .problem {
    overflow-wrap: anywhere;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.8rem;
    min-width: 0;
    margin: 0;
    padding: 0.75rem 0.9rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  legend {
    padding: 0 0.35rem;
    font-weight: 600;
  }
  summary {
    cursor: pointer;
    padding: 0.3rem 0;
    font-weight: 550;
  }
  details > :not(summary) {
    margin-top: 0.5rem;
  }
  pre {
    margin: 0;
    padding: 0.6rem 0.75rem;
    overflow-x: auto;
    font-size: 0.85rem;
    line-height: 1.5;
    white-space: pre;
    tab-size: 4;
    background: var(--raised);
    border-radius: 7px;
  }
  pre .header {
    font-weight: 600;
  }
  .choices {
    display: grid;
    gap: 0.6rem;
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: end;
  }
  .days label {
    flex: 0 1 10.5rem;
  }
`;
