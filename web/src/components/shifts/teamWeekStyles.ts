import { css } from 'lit';

export const teamWeekStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .bar {
    flex-wrap: wrap;
    padding: 0.6rem 1.1rem;
  }
  h2 {
    font-size: 1.05rem;
  }
  .bar select {
    width: auto;
    max-width: 14rem;
  }
  .step {
    display: flex;
    align-items: center;
    gap: 0.3rem;
    white-space: nowrap;
  }
  .scroll {
    overflow: auto;
    max-height: 34rem;
    border-top: 1px solid var(--line);
  }
  table {
    width: 100%;
    min-width: 48rem;
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.85rem;
  }
  th,
  td {
    padding: 0.4rem 0.6rem;
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid var(--line);
    border-right: 1px solid var(--line);
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--raised);
    white-space: nowrap;
  }
  tbody th {
    position: sticky;
    left: 0;
    min-width: 8rem;
    max-width: 13rem;
    background: var(--panel);
    overflow-wrap: anywhere;
  }
  tbody th a {
    color: inherit;
    text-decoration: none;
  }
  tbody th a:hover {
    text-decoration: underline;
  }
  td .soft {
    display: block;
    font-size: 0.78rem;
  }
  td.work {
    background: var(--accent-tint);
    white-space: nowrap;
  }
  td.work .soft {
    color: var(--text);
    white-space: normal;
  }
  td.holiday {
    background: var(--good-tint);
  }
  td.holiday .soft {
    color: var(--text);
  }
  td.rest {
    color: var(--soft);
  }
  .today {
    box-shadow: inset 2px 0 0 var(--accent);
  }
  .none {
    padding: 0 1.1rem 1rem;
  }
  .all {
    margin: 0.6rem 1.1rem;
  }
`;
