import { css } from 'lit';

export const reportTableStyles = css`
  :host {
    display: block;
  }
  .table {
    overflow: clip;
  }
  .head,
  .cells {
    display: grid;
    grid-template-columns: minmax(10rem, 1.6fr) minmax(6.5rem, 0.9fr) repeat(
        var(--columns),
        minmax(3.6rem, 0.8fr)
      );
    gap: 0.2rem 0.6rem;
    align-items: center;
    padding: 0 0.875rem;
  }
  .people .head,
  .people .cells {
    grid-template-columns: minmax(10rem, 1.6fr) repeat(var(--columns), minmax(3.6rem, 0.8fr));
  }
  .top {
    position: sticky;
    top: 0;
    z-index: 2;
    background: var(--raised);
    border-bottom: 1px solid var(--line);
  }
  .sort {
    justify-content: flex-start;
    width: 100%;
    min-height: 2.2rem;
    padding: 0.2rem 0;
    font-size: 0.8rem;
    line-height: 1.15;
    text-align: left;
    color: var(--soft);
    background: none;
    border: 0;
  }
  .sort:hover:not(:disabled) {
    color: var(--text);
    background: none;
  }
  .sort svg {
    width: 1em;
    height: 1em;
  }
  .sort.ascending svg {
    rotate: 180deg;
  }
  .axis {
    position: relative;
    height: 1.25rem;
    margin: 0 0.875rem;
    font-size: 0.75rem;
    color: var(--soft);
  }
  .axis span {
    position: absolute;
    translate: -50% 0;
  }
  .axis span:first-child {
    translate: 0 0;
  }
  .axis span.last {
    translate: -100% 0;
  }
  .row {
    display: block;
    width: 100%;
    padding: 0.45rem 0 0.6rem;
    border-top: 1px solid var(--line);
  }
  .row:hover,
  .row:focus-within {
    background: var(--hover);
  }
  .row.sums {
    padding: 0.5rem 0;
    font-weight: 600;
  }
  .cell {
    min-width: 0;
    font-size: 0.88rem;
    overflow-wrap: anywhere;
  }
  .cell.soft {
    color: var(--soft);
  }
  .cell.bad {
    color: var(--bad);
  }
  .cell.warn {
    color: var(--warn);
  }
  .who {
    display: grid;
    min-width: 0;
  }
  .who button {
    justify-self: start;
    justify-content: flex-start;
    max-width: 100%;
    min-height: 1.6rem;
    padding: 0;
    font-weight: 600;
    text-align: left;
    color: inherit;
    background: none;
    border: 0;
    border-radius: 3px;
  }
  .who button:hover:not(:disabled) {
    text-decoration: underline;
    background: none;
  }
  .who .soft {
    font-size: 0.8rem;
  }
  w-day-line {
    margin: 0.35rem 0.875rem 0;
  }
  /* A card a person: what is not said takes no room. */
  @media (max-width: 1000px) {
    .top {
      position: static;
    }
    .head {
      display: none;
    }
    .cells,
    .people .cells {
      display: flex;
      flex-wrap: wrap;
      gap: 0.1rem 0.9rem;
    }
    .who {
      flex: 1 1 60%;
    }
    .row.sums .who {
      flex-basis: 100%;
    }
    .cell::before {
      content: attr(data-label) ' ';
      font-weight: 400;
      color: var(--soft);
    }
    .cell.chip-cell::before {
      content: none;
    }
    .cell.nothing {
      display: none;
    }
    .who button {
      min-height: 2.2rem;
    }
    w-day-line {
      --line-height: 1.4rem;
    }
  }
  @media print {
    .row {
      break-inside: avoid;
    }
    .table {
      border: 0;
      box-shadow: none;
    }
    .piece,
    w-day-line {
      print-color-adjust: exact;
    }
  }
`;
