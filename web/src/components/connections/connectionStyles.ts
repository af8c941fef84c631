import { css } from 'lit';

/** One way out: what it is, how it is, and what is to be done. */
export const connectionStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.8rem;
    align-content: start;
    padding: 0.9rem 1.1rem 1.1rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.8rem;
  }
  .head > .grow {
    flex: 1 1 16rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
    gap: 0.8rem;
  }
  .list li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.7rem;
    min-height: 3rem;
    padding: 0.4rem 0;
    border-top: 1px solid var(--line);
  }
  .list .grow {
    flex: 1 1 14rem;
  }
  .list .grow > * {
    display: block;
  }
  code {
    padding: 0.1rem 0.35rem;
    font-size: 0.88rem;
    background: var(--raised);
    border-radius: 5px;
    overflow-wrap: anywhere;
  }
  .works {
    display: flex;
    gap: 0.4rem;
    color: var(--good);
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
  }
  summary {
    cursor: pointer;
  }
  details p {
    margin-top: 0.4rem;
  }
`;
