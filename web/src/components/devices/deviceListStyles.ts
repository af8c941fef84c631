import { css } from 'lit';

export const deviceListStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .head,
  .device {
    display: grid;
    grid-template-columns:
      minmax(9rem, 1.3fr) minmax(7rem, 0.9fr) minmax(9.5rem, 1.1fr) minmax(9rem, 1.1fr)
      minmax(13.5rem, 1.4fr) minmax(5.5rem, 0.6fr) 7.2rem;
    gap: 0.2rem 0.9rem;
    padding: 0.65rem 0.875rem;
  }
  .head {
    padding-block: 0.45rem;
    font-size: 0.85rem;
    font-weight: 550;
    color: var(--soft);
    background: var(--raised);
    border-radius: var(--radius) var(--radius) 0 0;
  }
  .device {
    align-items: start;
    border-top: 1px solid var(--line);
  }
  .reads .head,
  .reads .device {
    grid-template-columns:
      minmax(9rem, 1.3fr) minmax(7rem, 0.9fr) minmax(9.5rem, 1.1fr) minmax(9rem, 1.1fr)
      minmax(13.5rem, 1.4fr) minmax(5rem, 0.6fr);
  }
  .name a {
    font-weight: 600;
    color: inherit;
    text-decoration: none;
  }
  .name a:hover {
    text-decoration: underline;
  }
  .lines > * {
    display: block;
  }
  .lines,
  .name {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .lines .chip {
    white-space: normal;
  }
  .actions {
    display: flex;
    gap: 0.2rem;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .note {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding: 0.4rem 0.75rem;
    background: var(--raised);
    border-radius: 7px;
  }
  .note.done {
    color: var(--good);
  }
  .note.failed {
    color: var(--bad);
    background: var(--bad-tint);
  }
  .note .grow {
    overflow-wrap: anywhere;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .far {
    font-weight: 600;
    color: var(--warn);
  }
  @container (max-width: 68rem) {
    .head {
      display: none;
    }
    .device,
    .reads .device {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0.6rem 0.9rem;
      padding-block: 0.8rem;
    }
    .device:first-of-type {
      border-top: 0;
    }
    [data-label]::before {
      content: attr(data-label);
      display: block;
      font-size: 0.8rem;
      color: var(--soft);
    }
  }
  @container (max-width: 68rem) and (min-width: 40rem) {
    .device,
    .reads .device {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container (max-width: 40rem) {
    .holds,
    .actions {
      grid-column: 1 / -1;
    }
  }
`;
