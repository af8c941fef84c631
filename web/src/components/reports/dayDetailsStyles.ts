import { css } from 'lit';

export const dayDetailsStyles = css`
  w-modal {
    --modal-width: 54rem;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 46%), 1fr));
    gap: 0.6rem 1rem;
  }
  .facts dt {
    font-size: 0.8rem;
    color: var(--soft);
  }
  .facts dd {
    font-weight: 550;
    overflow-wrap: anywhere;
  }
  .facts .soft {
    display: block;
    font-weight: 400;
  }
  w-day-line {
    --line-height: 1.9rem;
  }
  .axis {
    position: relative;
    height: 1.2rem;
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
  .list li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.8rem;
    padding: 0.35rem 0;
    border-top: 1px solid var(--line);
  }
  .list time {
    min-width: 6.5rem;
  }
  section {
    display: grid;
    gap: 0.4rem;
  }
  summary {
    cursor: pointer;
    font-weight: 600;
  }
  .empty-line {
    color: var(--soft);
  }
`;
